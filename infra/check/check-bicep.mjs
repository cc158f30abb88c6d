#!/usr/bin/env node
// Checks infra/: the Bicep compiler has nothing to say of any file and would format none otherwise, the resources that main.bicep makes
// keep the rules in every variant, and the JSON files agree. Without a compiler only the data are checked, and that is said.
// Prints a line per file and variant; exits with 0 or 1.
//
// usage: check-bicep.mjs [folder]     default: the folder above this one
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bicep, findBicep } from './bicep.mjs';
import { checkInfra } from './infra.mjs';
import { reporter } from './reporter.mjs';

const folder = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const path = findBicep();
const bicep = path && new Bicep(path);
const report = reporter();

try {
  if (bicep) console.log(`--    ${path}, version ${await bicep.version()}`);
  await checkInfra(folder, bicep, report);
  if (!bicep) console.log('note: no bicep and no az on the path: no Bicep file was compiled, and no value of a resource was checked');
} finally {
  bicep?.close();
}
report.end();
