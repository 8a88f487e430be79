/** An error of the way to the server, as a problem of the register with its data; `cause` keeps what the system said. */

import { LabError } from '../../pure/problems/index.ts';
import type { ProblemCode } from '../../pure/problems/index.ts';

export class WireError<K extends ProblemCode = ProblemCode> extends LabError<K> {}
