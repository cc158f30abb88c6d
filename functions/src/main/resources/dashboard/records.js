// Single records: those that failed for good, any one by its key, and messages that nobody could read.
import { get, path, post, remove } from './api.js';
import { button, confirmed, element, facts, fill, note, number, table, time, words } from './dom.js';

const REASONS = [
  'MAPPING', 'MAPPING_TIMEOUT', 'SCHEMA', 'TARGET_ID', 'ID_TAKEN', 'TARGET_REFUSED', 'TARGET_FAILED', 'HOST_REFUSED', 'LOST',
];

/** Parked records with their reasons, and a retry. */
export function failures(sync, act) {
  const list = element('div');
  const reason = element('select', { id: `reason-${sync}` },
    element('option', { value: '' }, 'all'), REASONS.map((name) => element('option', { value: name }, words(name))));
  const show = (cursor, before = []) => act(async () => {
    const query = new URLSearchParams({ ...(reason.value && { reason: reason.value }), ...(cursor && { cursor }) });
    const page = await get(`${path('syncs', sync, 'failures')}?${query}`);
    const all = [...before, ...page.failures];
    fill(list,
      all.length === 0 ? note('No record is parked.') : table('Parked records', ['Key', 'Reason', 'What was said', 'Attempts', 'Next retry'],
        all.map(({ key, failure }) => [key, words(failure.reason), failure.message, number(failure.attempts), time(failure.nextRetryAt)])),
      page.next ? button('More', `more ${sync}`, () => show(page.next, all)) : '');
  });
  return fold('Failures', () => show(),
    element('div', { class: 'row' },
      element('label', { for: reason.id }, 'Reason'), reason,
      button('Show', `failures ${sync}`, () => show()),
      button('Try again now', `retry ${sync}`, () => act(async () => {
        const { sent } = await post(path('syncs', sync, 'failures', 'retry'), reason.value ? { reason: reason.value } : {});
        return `${number(sent)} records are tried again.`;
      }))),
    list);
}

/** What Fides knows of a record, and why it is as it is. */
export function explain(sync, act) {
  const key = element('input', { id: `key-${sync}`, type: 'text', required: true, autocomplete: 'off', spellcheck: 'false' });
  const answer = element('div', { 'aria-live': 'polite' });
  const where = () => `${path('syncs', sync, 'records')}?${new URLSearchParams({ key: key.value })}`;
  const show = () => act(async () => {
    const told = await get(where());
    fill(answer,
      facts([['Would do', words(told.intent)], ['Why', told.why], ['State', words(told.state?.status ?? 'unknown')],
        ...(told.state?.failure ? [['Failure', `${words(told.state.failure.reason)}: ${told.state.failure.message}`]] : [])]),
      element('pre', { tabindex: '0', 'aria-label': 'State and host record' }, JSON.stringify({ state: told.state, host: told.host }, null, 2)));
  });
  const preview = () => act(async () => {
    const told = await get(`${path('syncs', sync, 'preview')}?${new URLSearchParams({ key: key.value })}`);
    const { request, differences } = told;
    fill(answer,
      facts([['Would do', words(told.intent)], ['Why', told.why], ['Document', told.documentSaid],
        ['Request', told.requestSaid], ['Target now', told.targetSaid],
        ['What differs', differences === undefined ? 'unknown' : differences.length === 0 ? 'nothing' : `${number(differences.length)} fields`]]),
      differences?.length > 0 ? table('Differences', ['Field', 'At the target', 'Should be'],
        differences.map(({ pointer, from, to }) => [pointer, from === undefined ? 'nothing' : JSON.stringify(from), JSON.stringify(to)])) : '',
      request ? element('pre', { tabindex: '0', 'aria-label': 'Request' }, requestText(request)) : '',
      element('pre', { tabindex: '0', 'aria-label': 'Host record, document and target' },
        JSON.stringify({ host: told.host, document: told.document, target: told.target }, null, 2)));
  });
  const form = element('form', { submit: (event) => { event.preventDefault(); show(); } },
    element('div', { class: 'row' },
      element('label', { for: key.id }, 'Key'), key,
      element('button', { type: 'submit' }, 'Explain'),
      button('Preview', `preview ${sync}`, () => form.reportValidity() && preview()),
      button('Refresh this record', `refresh ${sync}`, () => form.reportValidity() && act(async () => {
        const { outcome } = await post(where());
        await show();
        return `The record was looked at: ${words(outcome)}.`;
      }))));
  return fold('A record', () => {}, form, answer);
}

/** A request as it would travel. */
function requestText({ method, address, headers, body }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${address}`, ...lines, '', body ?? ''].join('\n');
}

/** Messages that nobody could read. */
export function rejected(messages, act) {
  return messages.length === 0 ? note('None.') : messages.map((message) => element('details', { class: 'message' },
    element('summary', { 'data-focus': `message ${message.id}` }, `${message.queue}: ${message.reason}`),
    element('p', {}, 'Put aside ', time(message.rejectedAt)),
    element('pre', { tabindex: '0', 'aria-label': 'Message as it came' }, message.body),
    element('div', { class: 'row' },
      button('Resubmit', `resubmit ${message.id}`, () => act(async () => {
        const { refreshes } = await post(path('rejected', message.id, 'resubmit'));
        return `Sent on as ${number(refreshes)} refreshes.`;
      })),
      button('Delete', `delete ${message.id}`, async () => {
        if (await confirmed('Delete this message?', 'It cannot be had back.', 'Delete the message')) {
          await act(() => remove(path('rejected', message.id)), 'The message is deleted.');
        }
      }, 'danger'))));
}

/** Content that is asked for when it is opened. */
function fold(title, opened, ...children) {
  const details = element('details', { toggle: () => details.open && opened() }, element('summary', {}, title), ...children);
  return details;
}
