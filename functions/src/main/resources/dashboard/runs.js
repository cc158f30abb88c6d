// Runs: what is going on, what was, and the deletes that wait for somebody to look at them.
import { get, path, post } from './api.js';
import { button, confirmed, element, fill, note, number, table, time, words } from './dom.js';

/** The runs that may have something to tell of the host's listing. */
const LISTS_THE_HOST = ['IMPORT', 'REIMPORT', 'PLAN'];
const READ = ['unchanged', 'changed', 'filtered', 'parked', 'invalid'];
const SENT = ['published', 'deleted', 'superseded', 'failed', 'held', 'cancelled', 'pending'];

/** One line with every counter that is not zero, the sums first. */
export function sums(counters = {}) {
  const some = (names) => names.filter((name) => counters[name]).map((name) => `${number(counters[name])} ${name}`).join(' + ');
  const known = new Set(['read', 'checked', ...READ, ...SENT]);
  return [
    counters.read === undefined ? '' : `read ${number(counters.read)}${some(READ) ? ` = ${some(READ)}` : ''}`,
    counters.checked === undefined ? '' : `checked ${number(counters.checked)}`,
    some(Object.keys(counters).filter((name) => !known.has(name))),
    some(SENT),
  ].filter((part) => part !== '').join('; ');
}

/** Runs that are going on, each with how far it is. */
export function activeRuns(sync, runs, act) {
  return runs.length === 0 ? note('No run is active.') : runs.map((run) => {
    const title = `${words(run.type)} ${run.run}`;
    return element('div', { class: 'run' },
      element('h4', {}, `${words(run.type)}: ${words(run.status)}`),
      run.status === 'AWAITING_APPROVAL' ? '' : progress(run, title),
      note(`${sums(run.counters)}. Page ${number(run.page)}, asked for by ${run.requestedBy}.`),
      run.failedAttempts > 0 ? note(`${run.failedAttempts} failed attempts in a row`, 'bad') : '',
      element('div', { class: 'row' },
        run.status === 'AWAITING_APPROVAL' ? heldDeletes(sync, run, act) : '',
        button('Cancel', `cancel ${run.run}`, async () => {
          if (await confirmed('Cancel this run?', `${title} stops. What is published stays published.`, 'Cancel the run')) {
            await act(() => post(`${path('syncs', sync, 'runs', run.run, 'cancel')}`), `${title} is cancelled.`);
          }
        }, 'danger')));
  });
}

function progress(run, title) {
  const { changed = 0, nominated = 0, pending = 0 } = run.counters ?? {};
  const sent = run.type === 'CLEAN_UP' ? nominated : changed;
  const known = run.status === 'PUBLISHING' && sent > 0;
  return element('progress', { 'aria-label': title, max: known ? sent : undefined, value: known ? sent - pending : undefined });
}

function heldDeletes(sync, run, act) {
  const place = element('div', { class: 'held' });
  const show = async () => {
    await act(async () => {
      const { held } = await get(path('syncs', sync, 'runs', run.run));
      if (held === undefined) return fill(place, note('Nothing is held any more.'));
      const all = run.counters?.nominated ?? held.nominations.length;
      fill(place,
        table(`Held deletes: ${number(all)}`, ['Key', 'Reason'], held.nominations.map(({ key, reason }) => [key, words(reason)])),
        held.next ? note(`The first ${number(held.nominations.length)} are shown; the API gives the others.`) : '',
        button('Approve this list', `approve ${run.run}`, async () => {
          const text = `${number(all)} records of ${sync} will be deleted in the target, unless the host has them again. The list is approved as you saw it (ETag ${held.etag}).`;
          if (await confirmed('Approve these deletes?', text, `Delete ${number(all)} records`)) {
            await act(() => post(path('syncs', sync, 'runs', run.run, 'approve'), { etag: held.etag }), 'The deletes are approved.');
          }
        }, 'danger'));
    });
  };
  return [button('Look at the held deletes', `held ${run.run}`, show, 'primary'), place];
}

/** The last runs with their verdicts. */
export function lastRuns(sync, runs, act) {
  return runs.length === 0 ? note('There was no run yet.') : table('Last runs', ['Run', 'Verdict', 'Began', 'Took', 'Sums'], runs.map((run) => [
    `${words(run.type)} ${run.run}`,
    element('span', { class: `verdict ${verdict(run.status)}` }, words(run.status)),
    time(run.createdAt),
    run.durationMs === undefined ? '–' : `${number(Math.round(run.durationMs / 100) / 10)} s`,
    [sums(run.counters), run.error ? note(run.error, 'bad') : '', ...(LISTS_THE_HOST.includes(run.type) ? listingProblems(sync, run, act) : [])],
  ]));
}

/** What was or looked wrong with the host's listing; records that could be told apart are among the failures. */
function listingProblems(sync, run, act) {
  const place = element('div');
  const show = () => act(async () => {
    const { problems = [] } = await get(path('syncs', sync, 'runs', run.run));
    fill(place, ...(problems.length === 0 ? [note('Nothing was wrong with the listing; see the failures.')]
      : problems.map(({ page, reason, excerpt }) => note(`Page ${number(page)}: ${reason}${excerpt ? `: ${excerpt}` : ''}`))));
  });
  return [button('What looked wrong?', `problems ${run.run}`, show), place];
}

function verdict(status) {
  if (status === 'COMPLETED') return 'good';
  if (['FAILED', 'INCOMPLETE'].includes(status)) return 'bad';
  return ['COMPLETED_WITH_FAILURES', 'AWAITING_APPROVAL'].includes(status) ? 'doubtful' : 'neutral';
}
