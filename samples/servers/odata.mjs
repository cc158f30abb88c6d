import { fileURLToPath } from 'node:url';
import { endWithInput } from './serve.mjs';

// A service of SAP's Cloud Application Programming Model; its model and settings are in the folder odata.
process.chdir(fileURLToPath(new URL('./odata', import.meta.url)));
const { default: cds } = await import('@sap/cds');
cds.root = process.cwd();
const { server } = await cds.exec('--in-memory', '--port', '0');
console.log(`listening http://localhost:${server.address().port}`);
endWithInput();
