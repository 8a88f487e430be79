#!/usr/bin/env bash
# Installs the mail servers that test/interop talks to and that cannot stand beside Postfix as packages: Exim, OpenSMTPD and
# sendmail are unpacked into folders of their own, Haraka gets a node_modules of its own. Needs Debian's apt and root. Starts
# nothing. What fails is said and left out. Run again, it does only what is missing.
#   bash test/interop/install-servers.sh [FOLDER]      default: $SMTP_LAB_SERVERS, else /opt/smtp-lab-servers
set -uo pipefail
umask 022
folder=${1:-${SMTP_LAB_SERVERS:-/opt/smtp-lab-servers}}
haraka=Haraka@3.3.4
failed=0

[ "$(id -u)" -eq 0 ] || { echo "install-servers: needs root" >&2; exit 1; }
command -v apt-get >/dev/null || { echo "install-servers: needs apt-get" >&2; exit 1; }
mkdir -p "$folder" && chmod 755 "$folder" || exit 1

downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT
chown _apt "$downloads" 2>/dev/null

# The libraries that a package names; the other packages that it names are servers' or conflict with Postfix.
libraries() { dpkg-deb -f "$1" Depends | tr ',' '\n' | sed -n 's/^ *//; s/[ (|].*//; /^lib/p'; }

# unpack NAME PROGRAM PACKAGE...: into $folder/NAME, where PROGRAM is then to be found.
unpack() {
  local name=$1 program=$2 package
  shift 2
  [ -x "$folder/$name/$program" ] && return 0
  rm -rf "${folder:?}/$name" "$folder/$name.new"
  (cd "$downloads" && apt-get download -qq "$@" >/dev/null 2>&1) ||
    (apt-get update -qq && cd "$downloads" && apt-get download -qq "$@" >/dev/null) || return 1
  for package in "$@"; do
    dpkg -x "$downloads/$package"_*.deb "$folder/$name.new" || return 1
    libraries "$downloads/$package"_*.deb |
      DEBIAN_FRONTEND=noninteractive xargs -r apt-get install -qq -y --no-install-recommends >/dev/null || return 1
  done
  if ldd "$folder/$name.new/$program" | grep 'not found'; then return 1; fi
  mv "$folder/$name.new" "$folder/$name"
}

user() { id "$1" >/dev/null 2>&1 || useradd -r -U -M -d /nonexistent -s /usr/sbin/nologin "$1"; }

# The names of these users and folders are compiled into the programs.
install_exim() {
  user Debian-exim && unpack exim usr/sbin/exim4 exim4-daemon-light
}

install_opensmtpd() {
  user opensmtpd && user opensmtpq && unpack opensmtpd usr/sbin/smtpd opensmtpd &&
    mkdir -p /var/lib/opensmtpd/empty /usr/libexec/opensmtpd &&
    cp -a "$folder"/opensmtpd/usr/libexec/opensmtpd/. /usr/libexec/opensmtpd/
}

install_sendmail() {
  mkdir -p /etc/sasl2 && user smmta && user smmsp &&
    unpack sendmail usr/libexec/sendmail/sendmail sendmail-bin sendmail-base sendmail-cf
}

install_haraka() {
  [ -f "$folder/haraka/node_modules/Haraka/bin/haraka" ] && return 0
  mkdir -p "$folder/haraka" &&
    npm install --prefix "$folder/haraka" --omit=optional --ignore-scripts --no-audit --no-fund \
      --loglevel=error "$haraka" </dev/null >/dev/null
}

for server in exim opensmtpd sendmail haraka; do
  if "install_$server"; then
    echo "install-servers: $server is in $folder/$server"
  else
    echo "install-servers: NOT installed: $server" >&2
    failed=1
  fi
done
exit "$failed"
