import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { serve } from './serve.mjs';

// It writes a log and its settings into the working directory.
process.chdir(mkdtempSync(join(tmpdir(), 'couchdb-')));
const Databases = PouchDB.plugin(memory).defaults({ adapter: 'memory' });

const app = express();
app.use(expressPouchDB(Databases, { inMemoryConfig: true }));
serve(app);
