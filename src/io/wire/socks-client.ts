/** The SOCKS5 client of a library, as a module of its own: it is loaded when a proxy is asked for, and not before. */

export { SocksClient } from 'socks';
