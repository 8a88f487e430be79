/**
 * What refusals and bounces say in other languages than English: German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech,
 * Russian, Ukrainian, Japanese, Chinese, Turkish, the languages of the North. A row a cause, as in `refusal-patterns.ts`; stems, since
 * most of these languages inflect.
 */

import type { CauseId } from './causes.ts';

interface ForeignPattern {
  readonly cause: CauseId;
  readonly pattern: string;
  readonly unless?: string;
}

/** Alternatives of one cause. */
function row(cause: CauseId, parts: readonly string[], unless?: string): ForeignPattern {
  return { cause, pattern: parts.join('|'), ...(unless === undefined ? {} : { unless }) };
}

export const FOREIGN_PATTERNS: readonly ForeignPattern[] = [
  row('wrong-password', [
    'authentification.{0,12}(?:refus|échou|incorrect|invalide)|échec (?:de |d.)?(?:l.)?(?:authentification|identification)|mot de passe (?:incorrect|invalide|erroné)',
    '(?:anmeldung|authentifizierung|authentisierung).{0,20}(?:fehlgeschlagen|abgelehnt|gescheitert|verweigert|ungültig)|fals\\w+ (?:passwort|kennwort)|(?:passwort|kennwort|zugangsdaten).{0,16}(?:falsch|ungültig)',
    'autenticaci[oó]n.{0,16}(?:fallid|rechaz|incorrect)|error de autenticaci[oó]n|contrase[nñ]a (?:incorrect|inv[aá]lid)|autenticazione.{0,16}(?:fallit|non riuscit|errat)|autentica[cç][aã]o.{0,16}(?:falh|recusad|inv[aá]lid)|senha (?:incorret|inv[aá]lid)',
    'authenticatie.{0,16}mislukt|uwierzytelni\\S+.{0,24}(?:nie |błęd)|autentizace.{0,16}(?:selhal|odm)|kimlik doğrulama.{0,16}(?:başarısız|hata)',
    'ошибка (?:авторизации|аутентификации)|(?:авторизаци|аутентификаци)\\S{1,3}.{0,16}(?:не (?:удал|прош|выполн)|отклон|неуда)|неверн\\S+ (?:логин|пароль|имя пользователя|учётн|учетн)',
    '(?:身份)?(?:验证|认证|登录)失败|密码(?:错误|不正确)|認証(?:に失敗|エラー|失敗)|パスワードが(?:違|正しく)',
  ]),
  row('gave-up', [
    'ист[её]к\\S{0,3} (?:срок|врем)|превышен\\S* (?:срок|время) (?:хранения|ожидания|доставки)|попытки (?:доставки )?прекращен',
    '(?:zustell|versand)\\S* .{0,40}(?:aufgegeben|abgebrochen|abgelaufen)|nachricht .{0,20}abgelaufen|délai .{0,40}(?:dépassé|expiré)|plazo .{0,40}(?:vencid|expirad)|tempo .{0,20}scaduto|prazo .{0,20}(?:expirad|esgotad)',
    '(?:邮件|投递|重试).{0,12}(?:过期|超过.{0,6}(?:时限|期限))|配信期限.{0,10}(?:切れ|超)',
  ]),
  row('blocklist', [
    'sperrliste|schwarze\\w* liste|liste noire|lista negra|czarn\\w+ li[sś]ci|ч[её]рн\\S* спис|黑名单|ブラックリスト',
  ]),
  row('mailbox-full', [
    '(?:postfach|mailbox|speicher(?:platz)?|kontingent)\\b.{0,40}(?:\\bvoll\\b|[uü]berschritten|ersch[oö]pft|[uü]berf[uü]llt)',
    'bo[iî]te.{0,40}(?:pleine|satur[eé]e)|quota.{0,20}d[eé]pass[eé]',
    '(?:buz[oó]n|casilla|bandeja|cuenta).{0,40}(?:\\bllen[oa]|excedid|sin espacio|superad)|cuota .{0,12}excedida',
    'casella.{0,40}piena|quota .{0,12}superata',
    'caixa.{0,40}(?:cheia|lotada)|cota .{0,12}excedida',
    '(?:postbus|mailbox|postvak)\\b.{0,30}\\bvol\\b|(?:skrzynk|konto).{0,40}(?:pe[lł]n|przepe[lł]nion)|schr[aá]nk.{0,30}pln|kv[oó]ta.{0,20}p[rř]ekro[cč]en',
    'ящик.{0,40}(?:переполнен|заполнен|полон)|(?:переповнен|квот\\S* превыш|превышен\\S* квот)',
    '(?:メールボックス|受信箱|受信トレイ|容量|ボックス).{0,16}(?:一杯|いっぱい|不足|超|オーバー|満)',
    '(?:邮箱|邮件|空间|容量|信箱).{0,10}(?:已?满|不足|超出|超过|已滿)',
    'kutusu.{0,12}dolu|kota.{0,12}a[sş]|postl[aå]da.{0,20}full|postkasse.{0,20}full|posti(?:laatikko|kiintiö).{0,20}(?:t[aä]ynn|ylit)',
  ]),
  row('message-too-large', [
    '(?:nachricht|e-?mail|anlage|anhang)\\b.{0,40}zu gro[sß]|trop (?:volumineu|gros|grand|lourd)|demasiado grande|(?:supera|excede).{0,30}tama[nñ]o',
    'troppo grand|(?:muito|demasiado) grande|excede .{0,20}tamanho|te groot|zbyt du[zż]|za du[zż]|p[rř][ií]li[sš] velk',
    'слишком (?:больш|велик)|превыша\\S{1,4}.{0,30}размер|размер.{0,40}превыш',
    '(?:邮件|信件|附件).{0,8}(?:过大|太大|超过.{0,8}大小)|サイズ.{0,16}(?:超え|大き)',
  ]),
  row('mailbox-off', [
    '(?:konto|postfach|mailbox|empf[aä]nger)\\b.{0,40}(?:gesperrt|deaktiviert|inaktiv|stillgelegt)|(?:compte|bo[iî]te|adresse).{0,40}(?:d[eé]sactiv|suspendu|bloqu[eé]|inactif|ferm[eé])',
    '(?:cuenta|buz[oó]n|usuario).{0,40}(?:desactivad|suspendid|deshabilitad|bloquead|inactiv)|(?:casella|account|utenza).{0,40}(?:disattivat|sospes|disabilitat|bloccat)',
    '(?:conta|caixa).{0,40}(?:desativad|suspens|bloquead|inativ)|(?:konto|skrzynka|account)\\b.{0,40}(?:zablokowan|nieaktywn|zawieszon|geblokkeerd|uitgeschakeld|opgeheven)',
    '(?:ящик|аккаунт|уч[её]тн\\S+|пользовател\\S+|получател\\S+).{0,40}(?:заблокир|отключ|неактив|приостановл|удал[её]н)',
    '(?:邮箱|帐号|账号|用户|账户).{0,10}(?:禁用|停用|冻结|锁定|注销|被封|未激活)|(?:アカウント|メールボックス).{0,16}(?:無効|停止|利用できません)',
  ]),
  row('recipient-domain', [
    '\\bdomain\\b.{0,40}(?:nicht gefunden|existiert nicht|unbekannt)|domaine.{0,40}(?:introuvable|inexistant|n.existe pas|inconnu)|dominio.{0,40}(?:no (?:existe|encontrad)|inexistente|non (?:esiste|trovat))',
    'dom[ií]nio.{0,40}(?:n[aã]o (?:existe|encontrad)|inexistente)|domena.{0,30}nie istnieje|domein.{0,30}bestaat niet|домен\\S{0,3}.{0,40}(?:не существ|не найден)|域名.{0,10}(?:不存在|错误|无效)|ドメイン.{0,16}(?:存在しません|見つかりません)',
  ]),
  row('unknown-user', [
    '(?:benutzer|empf[aä]nger(?:adresse)?|adresse|postfach|mailbox|konto|nutzer)\\b.{0,60}(?:unbekannt|existiert nicht|nicht (?:gefunden|vorhanden|bekannt|existent)|ung[uü]ltig)|unbekannte\\w* (?:benutzer|empf[aä]nger|adresse)',
    '(?:utilisateur|destinataire|adresse|bo[iî]te|compte).{0,60}(?:inconnu|n.existe (?:pas|plus)|introuvable|inexistant|invalide)',
    '(?:usuario|destinatario|direcci[oó]n|buz[oó]n|cuenta|casilla).{0,60}(?:desconocid|no (?:existe|encontrad|v[aá]lid|se (?:encontr|ha encontr))|inexistente|inv[aá]lid)|no existe (?:el|la|ese|esa) (?:usuario|buz[oó]n|cuenta)',
    '(?:utente|destinatario|indirizzo|casella|account).{0,60}(?:sconosciut|inesistente|non (?:esiste|trovat|valid))',
    '(?:usu[aá]rio|destinat[aá]rio|endere[cç]o|conta|caixa).{0,60}(?:desconhecid|inexistente|n[aã]o (?:existe|encontrad|v[aá]lid|foi encontrad)|inv[aá]lid)',
    '(?:gebruiker|ontvanger|adres|mailbox|postbus)\\b.{0,60}(?:onbekend|bestaat niet|niet gevonden|ongeldig)',
    'nie ma (?:tu |tutaj )?(?:takie|u[zż]ytkow|odbiorcy)|nieznan\\w+ (?:u[zż]ytkownik|odbiorca|adres)|(?:adres|odbiorca|skrzynka|konto|u[zż]ytkownik)\\b.{0,40}nie (?:istnieje|znalezion)',
    '(?:u[zž]ivatel|schr[aá]nka|adresa|p[rř][ií]jemce).{0,40}(?:neexistuje|nezn[aá]m|nenalezen)|nincs ilyen|ismeretlen (?:felhaszn|c[ií]mzett)|kullan[iı]c[iı].{0,20}(?:bulunamad|yok)|(?:adresse|bruger|bruker|modtager|mottaker|anv[aä]ndare|mottagare).{0,40}(?:findes ikke|finnes ikke|finns inte|hittades inte|ukendt|ukjent|ok[aä]nd)|(?:k[aä]ytt[aä]j|vastaanottaj|osoite).{0,30}(?:ei (?:l[oö]y|ole)|tuntemat)',
    'нет такого|не (?:существует|найден)|несуществующ|неизвестн\\S+ (?:пользовател|получател|адрес)|(?:пользовател\\S*|получател\\S*|адрес\\S*|ящик\\S*).{0,40}(?:неизвестен|отсутств|недействител|не зарегистрир|не існує|не знайдено)',
    '(?:宛先|ユーザ|メールアドレス|受信者|アドレス|メールボックス).{0,24}(?:見つかりません|存在しません|存在しない|不明|見つかりませんでした|ありません)',
    '(?:收件人|邮箱|用户|帐号|账号|地址|邮件地址|收信人|信箱).{0,14}(?:不存在|无效|未找到|不正确|错误|沒有找到)|找不到.{0,10}(?:收件人|用户|邮箱)|존재하지 않|없는 사용자|사용자를 찾을 수 없',
  ]),
  row('spam', [
    'ind[eé]sirable|pourriel|correo no deseado|posta indesiderata|lixo eletr[oô]nico|ongewenste|niechcian|спам|垃圾邮件|迷惑メール',
  ]),
  row('rate-limit', [
    'zu viele (?:nachrichten|e-?mails|mails)|trop de (?:messages|mails|courriels)|demasiados (?:mensajes|correos)|troppi messaggi|muitas mensagens|te veel berichten|zbyt wiele wiadomo|слишком (?:много|часто)|(?:发送|发信|频率|次数).{0,10}(?:过于频繁|过快|超出|超过|限制)|送信(?:数|制限).{0,12}超',
  ]),
];

/** Words that say no more than that it was refused, or only for now. */
export const FOREIGN_WEAK_PATTERNS: readonly ForeignPattern[] = [
  row('busy', [
    '(?:sp[aä]ter|noch ?mals|erneut) .{0,20}(?:versuch|probier)|plus tard|m[aá]s tarde|pi[uù] tardi|mais tarde|opnieuw later|p[oó][zź]niej|позже|позднее|稍后|稍後|しばらく|後ほど',
  ]),
  row('refused-by-rule', [
    'abgelehnt|zur[uü]ckgewiesen|verweigert|refus[eé]|rechazad|rifiutat|respint|rejeitad|recusad|odrzucon|geweigerd|отклон[её]н|отвергнут|запрещ|拒绝|拒收|拒否',
  ]),
];
