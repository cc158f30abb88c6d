#!/usr/bin/env node
// Writes main.bicep as one ARM template to standard output, for those who have no Bicep: a button in the portal takes nothing else.
//
// usage: arm-template.mjs [PACKAGE]     PACKAGE: address of the package that it deploys unless it is given another one
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bicep, findBicep } from './bicep.mjs';

const [address] = process.argv.slice(2);
const path = findBicep();
if (!path) throw new Error('there is no bicep and no az on the path');
const bicep = new Bicep(path);
try {
  const { words, template } = await bicep.compile(join(dirname(fileURLToPath(import.meta.url)), '..', 'main.bicep'));
  if (!template || words.length) throw new Error(words.map(({ path: file, line, text }) => `${file}: ${line}: ${text}`).join('\n'));
  if (address) template.parameters.packageUri.defaultValue = address;
  process.stdout.write(`${JSON.stringify(template, null, 2)}\n`);
} finally {
  bicep.close();
}
