/** `gateway`: between a client and a server, both legs told of. `gateway.ts` listens, `session.ts` is one client. */
export { isNetwork } from './relay.ts';
export { runGateway } from './gateway.ts';
export type { GatewayEars, GatewayPlace, GatewayPlan, ListenTls } from './gateway-plan.ts';
