import { createServer } from 'node:http';
import express from 'express';
import jsonApi from 'jsonapi-server';
import { endWithInput } from './serve.mjs';

// Links name the server with its port, so the port comes first.
const app = express();
const server = createServer(app);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  jsonApi.setConfig({ protocol: 'http', hostname: '127.0.0.1', port, base: 'api', graphiql: false, router: app });
  const { Joi, MemoryHandler } = jsonApi;
  jsonApi.define({
    resource: 'members',
    handlers: new MemoryHandler(),
    primaryKey: 'string',
    attributes: {
      name: Joi.string(),
      email: Joi.string(),
      joinedAt: Joi.string(),
      team: Joi.one('teams'),
    },
    examples: [],
  });
  jsonApi.define({
    resource: 'teams',
    handlers: new MemoryHandler(),
    primaryKey: 'string',
    attributes: { name: Joi.string() },
    examples: [],
  });
  jsonApi.authenticate((request, callback) =>
    callback(request.headers.authorization === `Bearer ${process.env.JSONAPI_TOKEN}` ? undefined : 'a bearer token is needed'));
  jsonApi.start();
  console.log(`listening http://127.0.0.1:${port}`);
});
endWithInput();
