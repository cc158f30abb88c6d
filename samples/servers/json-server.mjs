import jsonServer from 'json-server';
import { serve } from './serve.mjs';

// Collections are named at the start; everything else is json-server's own.
const collections = Object.fromEntries(process.argv.slice(2).map((name) => [name, []]));

const app = jsonServer.create();
app.use(jsonServer.defaults({ logger: false }));
app.use(jsonServer.router(collections));
serve(app);
