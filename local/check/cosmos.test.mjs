import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ChangeFeedStartFrom, CosmosClient } from '@azure/cosmos';
import { startEndpoint } from './endpoint.mjs';

// The key that Microsoft publishes for its emulator; it guards nothing but a loopback port.
const KEY = 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

let endpoint;
let client;
let database;

before(async () => {
  endpoint = await startEndpoint('cosmos', 'FIDES_COSMOS_PORT');
  client = new CosmosClient({ endpoint: `http://localhost:${endpoint.port}/`, key: KEY });
  ({ database } = await client.databases.createIfNotExists({ id: 'check' }));
});

after(async () => {
  client?.dispose();
  await endpoint?.stop();
});

async function newContainer(id) {
  const { container } = await database.containers.create({ id, partitionKey: { paths: ['/city'] } });
  return container;
}

const ids = (documents) => documents.map((document) => document.id);

/** The results of a query, page by page, without the empty ones. */
async function pages(iterator) {
  const found = [];
  while (iterator.hasMoreResults()) {
    const { resources } = await iterator.fetchNext();
    if (resources?.length) {
      found.push(resources);
    }
  }
  return found;
}

test('documents are created, read, replaced, patched and deleted, with their versions', async () => {
  const container = await newContainer('documents');
  const item = container.item('1', 'bern');
  assert.equal((await container.items.create({ id: '1', city: 'bern', size: 1 })).statusCode, 201);
  await assert.rejects(container.items.create({ id: '1', city: 'bern' }), { code: 409 });
  const { resource, etag } = await item.read();
  assert.equal(resource.size, 1);
  assert.equal((await container.item('2', 'bern').read()).statusCode, 404);

  const changed = { id: '1', city: 'bern', size: 2 };
  const ifVersion = (condition) => ({ accessCondition: { type: 'IfMatch', condition } });
  await assert.rejects(item.replace(changed, ifVersion('"another"')), { code: 412 });
  assert.equal((await item.replace(changed, ifVersion(etag))).statusCode, 200);
  assert.equal((await item.patch([{ op: 'incr', path: '/size', value: 3 }])).resource.size, 5);
  assert.equal((await item.delete()).statusCode, 204);
});

test('queries are read in pages, within one partition and across all', async () => {
  const container = await newContainer('queries');
  for (let size = 0; size < 25; size++) {
    await container.items.upsert({ id: String(size), city: size % 2 ? 'bern' : 'chur', size });
  }

  const ofBern = {
    query: 'SELECT c.id, c.size FROM c WHERE c.city = @city ORDER BY c.size',
    parameters: [{ name: '@city', value: 'bern' }],
  };
  const inBern = await pages(container.items.query(ofBern, { partitionKey: 'bern', maxItemCount: 5 }));
  assert.deepEqual(inBern.map((page) => page.length), [5, 5, 2]);
  const descending = await pages(container.items.query('SELECT * FROM c ORDER BY c.size DESC', { maxItemCount: 10 }));
  assert.deepEqual(ids(descending.flat()), [...Array(25).keys()].reverse().map(String));

  const first = await container.items.query('SELECT * FROM c', { partitionKey: 'chur', maxItemCount: 4 }).fetchNext();
  const continued = container.items.query('SELECT * FROM c', {
    partitionKey: 'chur',
    maxItemCount: 100,
    continuationToken: first.continuationToken,
  });
  assert.equal(new Set(ids([...first.resources, ...(await continued.fetchNext()).resources])).size, 13);

  const all = async (query) => (await container.items.query(query).fetchAll()).resources;
  assert.deepEqual(await all('SELECT VALUE COUNT(1) FROM c'), [25]);
  assert.deepEqual(await all('SELECT TOP 3 VALUE c.size FROM c ORDER BY c.size'), [0, 1, 2]);
  assert.equal((await container.items.readAll().fetchAll()).resources.length, 25);
});

test('a batch is done whole or not at all, and bulk operations one by one', async () => {
  const container = await newContainer('batches');
  const create = (id) => ({ operationType: 'Create', resourceBody: { id, city: 'bern' } });
  const done = await container.items.batch([create('1'), create('2'), { operationType: 'Delete', id: '1' }], 'bern');
  assert.deepEqual(done.result.map((each) => each.statusCode), [201, 201, 204]);

  const undone = await container.items.batch([create('3'), create('2')], 'bern');
  assert.equal(undone.code, 207);
  assert.deepEqual(undone.result.map((each) => each.statusCode), [424, 409]);
  assert.equal((await container.item('3', 'bern').read()).statusCode, 404);

  const bulk = await container.items.bulk([
    { ...create('4'), partitionKey: 'bern' },
    { ...create('2'), partitionKey: 'bern' },
  ], { continueOnError: true });
  assert.deepEqual(bulk.map((each) => each.statusCode), [201, 409]);
});

test('the change feed is followed from the beginning, from now and from where it was left', async () => {
  const container = await newContainer('changes');
  const feedFrom = (changeFeedStartFrom) =>
    container.items.getChangeFeedIterator({ changeFeedStartFrom, maxItemCount: 10 });
  const fromNow = feedFrom(ChangeFeedStartFrom.Now());
  assert.equal((await fromNow.readNext()).statusCode, 304);
  for (let i = 0; i < 25; i++) {
    await container.items.upsert({ id: String(i), city: i % 2 ? 'bern' : 'chur' });
  }
  await container.items.upsert({ id: '0', city: 'chur', changed: true });

  const feed = feedFrom(ChangeFeedStartFrom.Beginning());
  const seen = [];
  let left;
  for (;;) {
    const page = await feed.readNext();
    left = page.continuationToken;
    if (page.statusCode === 304) {
      assert.equal(page.count, 0);
      break;
    }
    assert.equal(page.count, page.result.length);
    seen.push(...ids(page.result));
  }
  assert.deepEqual(seen, [...[...Array(25).keys()].slice(1).map(String), '0']);
  assert.equal((await fromNow.readNext()).result.length, 10);
  assert.equal((await feedFrom(ChangeFeedStartFrom.Beginning('bern')).readNext()).count, 10);

  await container.items.upsert({ id: '7', city: 'bern', changed: true });
  assert.deepEqual(ids((await feedFrom(ChangeFeedStartFrom.Continuation(left)).readNext()).result), ['7']);
});
