// Prints the defaults that Grafana's package of types exports, as JSON: by the folder of a kind of panel and by name,
// and under `common` what kinds share.

import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(process.argv[2], 'dist/esm');
const kinds = resolve(root, 'raw/composable');

async function defaults(file) {
  const exported = Object.entries(await import(file));
  return Object.fromEntries(exported.filter(([name]) => name.startsWith('default')));
}

const all = { common: await defaults(resolve(root, 'common/common.gen.mjs')) };
for (const kind of readdirSync(kinds).sort()) {
  const file = resolve(kinds, kind, 'panelcfg/x/types.gen.mjs');
  if (existsSync(file)) all[kind] = await defaults(file);
}
console.log(JSON.stringify(all, null, 2));
