import { randomUUID } from 'node:crypto';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { serve } from './serve.mjs';

// The protocol is SCIMMY's; where users are kept it leaves to whoever uses it: here, in memory.
const users = new Map();

SCIMMY.Config.set({ patch: true, filter: true, bulk: { supported: true, maxOperations: 100, maxPayloadSize: 1048576 } });
SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, instance) => {
    const { id } = resource;
    if (id && !users.has(id)) {
      throw new SCIMMY.Types.Error(404, null, `User ${id} not found`);
    }
    for (const [other, { userName }] of users) {
      if (other !== id && userName === instance.userName) {
        throw new SCIMMY.Types.Error(409, 'uniqueness', `User name ${userName} is taken`);
      }
    }
    const now = new Date().toISOString();
    const created = users.get(id)?.meta.created ?? now;
    const user = { ...JSON.parse(JSON.stringify(instance)), id: id ?? randomUUID(), meta: { created, lastModified: now } };
    users.set(user.id, user);
    return user;
  })
  .egress(({ id, filter }) => {
    if (!id) {
      return filter ? filter.match([...users.values()]) : [...users.values()];
    }
    if (!users.has(id)) {
      throw new SCIMMY.Types.Error(404, null, `User ${id} not found`);
    }
    return users.get(id);
  })
  .degress(({ id }) => {
    if (!users.delete(id)) {
      throw new SCIMMY.Types.Error(404, null, `User ${id} not found`);
    }
  });

const app = express();
app.use('/scim/v2', new SCIMMYRouters({
  type: 'bearer',
  handler: (request) => {
    if (request.header('Authorization') !== `Bearer ${process.env.SCIM_TOKEN}`) {
      throw new Error('a bearer token is needed');
    }
    return 'fides';
  },
}));
serve(app);
