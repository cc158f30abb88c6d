import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ServiceBusClient } from '@azure/service-bus';
import { startEndpoint } from './endpoint.mjs';

// Entities of infra/local/Config.json.
const PLAIN = 'fides-steps';
const WITH_SESSIONS = 'fides-changes';
const SOON = { maxWaitTimeInMs: 30_000 };

let endpoint;
let client;
let sender;
let receiver;

function connect(key = 'SAS_KEY_VALUE') {
  return new ServiceBusClient(
    `Endpoint=sb://localhost:${endpoint.port};SharedAccessKeyName=RootManageSharedAccessKey;` +
      `SharedAccessKey=${key};UseDevelopmentEmulator=true;`,
    { retryOptions: { maxRetries: 0, timeoutInMs: 30_000 } },
  );
}

before(async () => {
  endpoint = await startEndpoint('servicebus', 'FIDES_SERVICEBUS_PORT');
  client = connect();
  sender = client.createSender(PLAIN);
  receiver = client.createReceiver(PLAIN);
});

after(async () => {
  await client?.close();
  await endpoint?.stop();
});

const bodies = (messages) => messages.map((message) => message.body);

async function receiveOne(from = receiver) {
  const [message] = await from.receiveMessages(1, SOON);
  assert.ok(message, 'a message has come');
  return message;
}

async function isEmpty(queue) {
  const peeking = client.createReceiver(queue);
  try {
    assert.deepEqual(bodies(await peeking.peekMessages(10)), []);
  } finally {
    await peeking.close();
  }
}

test('what is sent is received with its properties, and completed', async () => {
  await sender.sendMessages({
    body: { a: 1 },
    messageId: 'm1',
    subject: 'subject',
    contentType: 'application/json',
    applicationProperties: { number: 5, text: 'x' },
  });

  const message = await receiveOne();

  assert.deepEqual(message.body, { a: 1 });
  assert.equal(message.messageId, 'm1');
  assert.equal(message.subject, 'subject');
  assert.equal(message.contentType, 'application/json');
  assert.deepEqual(message.applicationProperties, { number: 5, text: 'x' });
  assert.equal(message.deliveryCount, 0);
  await receiver.completeMessage(message);
  await isEmpty(PLAIN);
});

test('a batch arrives whole and in order', async () => {
  const batch = await sender.createMessageBatch();
  assert.equal(batch.maxSizeInBytes, 256 * 1024);
  for (let i = 0; i < 50; i++) {
    assert.ok(batch.tryAddMessage({ body: i }));
  }
  await sender.sendMessages(batch);

  const received = [];
  while (received.length < 50) {
    const some = await receiver.receiveMessages(50 - received.length, SOON);
    received.push(...some);
    await Promise.all(some.map((message) => receiver.completeMessage(message)));
  }

  assert.deepEqual(bodies(received), [...Array(50).keys()]);
});

test('an abandoned message comes again with its count and its changed properties', async () => {
  await sender.sendMessages({ body: 'again' });
  await receiver.abandonMessage(await receiveOne(), { why: 'x' });

  const again = await receiveOne();

  assert.equal(again.deliveryCount, 1);
  assert.deepEqual(again.applicationProperties, { why: 'x' });
  const lockedUntil = again.lockedUntilUtc;
  assert.ok((await receiver.renewMessageLock(again)) >= lockedUntil);
  await receiver.completeMessage(again);
});

test('a dead letter is read back with reason and description', async () => {
  await sender.sendMessages({ body: 'bad' });
  await receiver.deadLetterMessage(await receiveOne(), {
    deadLetterReason: 'reason',
    deadLetterErrorDescription: 'description',
  });
  await isEmpty(PLAIN);
  const letters = client.createReceiver(PLAIN, { subQueueType: 'deadLetter' });

  const letter = await receiveOne(letters);

  assert.equal(letter.body, 'bad');
  assert.equal(letter.deadLetterReason, 'reason');
  assert.equal(letter.deadLetterErrorDescription, 'description');
  await letters.completeMessage(letter);
  await letters.close();
});

test('a deferred message is received by its number', async () => {
  await sender.sendMessages({ body: 'later' });
  const message = await receiveOne();
  await receiver.deferMessage(message);

  const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber);

  assert.equal(deferred.body, 'later');
  assert.equal(deferred.state, 'deferred');
  await receiver.completeMessage(deferred);
  await isEmpty(PLAIN);
});

test('a scheduled message comes at its time, and one that was cancelled does not', async () => {
  const cancelled = await sender.scheduleMessages({ body: 'cancelled' }, new Date(Date.now() + 3_600_000));
  const [peeked] = await receiver.peekMessages(10);
  assert.deepEqual([peeked.body, peeked.state], ['cancelled', 'scheduled']);
  await sender.cancelScheduledMessages(cancelled);
  await isEmpty(PLAIN);
  const due = new Date(Date.now() + 1000);
  await sender.scheduleMessages([{ body: 'scheduled' }], due);

  const message = await receiveOne();

  assert.equal(message.body, 'scheduled');
  assert.ok(message.enqueuedTimeUtc >= due);
  await receiver.completeMessage(message);
  await isEmpty(PLAIN);
});

test('a subscription works on several messages at once; a deleting one settles nothing', async () => {
  const deleting = client.createReceiver(PLAIN, { receiveMode: 'receiveAndDelete' });
  const seen = [];
  for (const each of [receiver, deleting]) {
    await sender.sendMessages([1, 2, 3, 4, 5, 6].map((body) => ({ body })));
    await new Promise((resolve, reject) => {
      seen.length = 0;
      const subscription = each.subscribe(
        {
          processMessage: async (message) => {
            seen.push(message.body);
            if (seen.length === 6) {
              // Only after this message was settled.
              setImmediate(() => subscription.close().then(resolve, reject));
            }
          },
          processError: async ({ error }) => reject(error),
        },
        { maxConcurrentCalls: 4 },
      );
    });
    assert.deepEqual(seen.toSorted(), [1, 2, 3, 4, 5, 6]);
  }
  await isEmpty(PLAIN);
});

test('sessions are taken by one receiver at a time, in order, and keep a state', async () => {
  const lanes = client.createSender(WITH_SESSIONS);
  const numbers = [0, 1, 2, 3, 4, 5];
  await lanes.sendMessages(numbers.map((body) => ({ body, sessionId: `lane-${body % 2}` })));
  const even = await client.acceptSession(WITH_SESSIONS, 'lane-0');
  await assert.rejects(client.acceptSession(WITH_SESSIONS, 'lane-0'), { code: 'SessionCannotBeLocked' });
  const next = await client.acceptNextSession(WITH_SESSIONS);
  assert.equal(next.sessionId, 'lane-1');

  await even.setSessionState({ step: 3 });
  assert.deepEqual(await even.getSessionState(), { step: 3 });
  await even.setSessionState(null);
  const lockedUntil = even.sessionLockedUntilUtc;
  assert.ok((await even.renewSessionLock()) >= lockedUntil);

  for (const [session, expected] of [
    [even, [0, 2, 4]],
    [next, [1, 3, 5]],
  ]) {
    const messages = [];
    while (messages.length < 3) {
      messages.push(...(await session.receiveMessages(3 - messages.length, SOON)));
    }
    assert.deepEqual(bodies(messages), expected);
    await Promise.all(messages.map((message) => session.completeMessage(message)));
    await session.close();
  }
  await isEmpty(WITH_SESSIONS);
  await lanes.close();
});

test('what is not allowed is refused, and not repeated', async () => {
  await assert.rejects(client.createSender(WITH_SESSIONS).sendMessages({ body: 'no session' }), { retryable: false });
  await assert.rejects(client.createSender('unknown').sendMessages({ body: 'nowhere' }), {
    code: 'MessagingEntityNotFound',
  });
  const stranger = connect('another');
  await assert.rejects(stranger.createSender(PLAIN).sendMessages({ body: 'stranger' }), {
    code: 'UnauthorizedAccess',
  });
  await stranger.close();
});
