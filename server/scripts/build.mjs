// `npm run build`: server and client, whatever was built before.
import { build } from './prepare.mjs';

await build();
