// The operators' page: asks the HTTP API every few seconds and shows what it says.
import { get, key, path, post, Problem } from './api.js';
import { button, confirmed, element, facts, fill, note, number, time, words } from './dom.js';
import { explain, failures, rejected } from './records.js';
import { activeRuns, lastRuns } from './runs.js';

const EVERY_MS = 5_000;
const RUNS = 10;
const cards = new Map();
const byId = (id) => document.getElementById(id);
let refreshing = false;
let shownRejected = '';

/** Does something, says what came of it, and asks for a key where one is wanted; afterwards everything is looked at again. */
async function act(action, done) {
  try {
    const result = await action();
    const text = done ?? (typeof result === 'string' ? result : undefined);
    if (text !== undefined) {
      say(text);
      await refresh();
    }
  } catch (problem) {
    fail(problem);
  }
}

async function refresh() {
  if (refreshing) return;
  refreshing = true;
  try {
    const { syncs } = await get('syncs');
    ask(false);
    for (const sync of syncs) await update(sync);
    byId('syncs').querySelector('.none')?.remove();
    if (syncs.length === 0) fill(byId('syncs'), note('No sync is defined.', 'none'));
    updateRejected(await get('rejected'));
    byId('as-of').textContent = `As of ${new Date().toLocaleTimeString()}`;
    if (byId('status').className === 'bad') say('');
  } catch (problem) {
    fail(problem);
  } finally {
    refreshing = false;
  }
}

function say(text) {
  byId('status').textContent = text;
  byId('status').className = '';
}

function fail(problem) {
  if (!(problem instanceof Problem)) throw problem;
  if (problem.status === 401 || problem.status === 403) {
    say(key.isKnown() ? 'This key is not accepted.' : 'A function key is needed.');
    key.forget();
    ask(true);
  } else {
    say(problem.message);
  }
  byId('status').className = 'bad';
  byId('as-of').textContent = '';
}

function ask(wanted) {
  const form = byId('key-form');
  if (wanted && form.hidden) {
    byId('syncs').replaceChildren();
    cards.clear();
    byId('rejected').hidden = true;
  }
  const appears = wanted && form.hidden;
  form.hidden = !wanted;
  byId('forget').hidden = !key.isKnown();
  if (appears) byId('key').focus();
}

async function update(sync) {
  if (!cards.has(sync.sync)) cards.set(sync.sync, card(sync.sync));
  const { runs } = await get(`${path('syncs', sync.sync, 'runs')}?limit=${RUNS}`);
  cards.get(sync.sync)(sync, runs);
}

/** Makes the part of the page about one sync, and gives what brings it up to date. */
function card(name) {
  const id = `sync-${name}`;
  const [badges, state, active, last, pausing] = ['div', 'div', 'div', 'div', 'span'].map((tag) => element(tag));
  const start = (what, text, ask_, body) => button(text, `${what}-${name}`, async () => {
    if (ask_ && !(await confirmed(`${text} ${name}?`, ask_, text))) return;
    await act(() => post(path('syncs', name, what), body), `${text}: started for ${name}.`);
  }, ask_ ? 'danger' : undefined);
  byId('syncs').append(element('section', { class: 'card', 'aria-labelledby': id },
    element('h2', { id }, name), badges, state,
    element('div', { class: 'row', role: 'group', 'aria-label': `Actions on ${name}` },
      start('import', 'Import'), start('plan', 'Plan'), start('verify', 'Verify'), pausing,
      start('reimport', 'Reimport', 'Every record is published again, changed or not.'),
      start('clean-up', 'Clean up', 'What the host no longer has is deleted in the target, unless the guard holds it.'),
      start('verify', 'Verify and repair', 'What differs in the target is published again.', { repair: true })),
    element('h3', {}, 'Active runs'), active, element('h3', {}, 'History'), last, failures(name, act), explain(name, act)));
  return (sync, runs) => {
    fill(badges, ...stateBadges(sync));
    fill(state, facts([...Object.entries(sync.records).map(([what, count]) => [words(what), number(count)]), ['backlog', number(sync.backlog)]]));
    keep(active, sync.activeRuns, () => activeRuns(name, sync.activeRuns, act));
    keep(last, runs, () => lastRuns(name, runs.filter((run) => run.endedAt), act));
    keep(pausing, sync.paused, () => pauseButton(name, sync.paused));
  };
}

/** Leaves what did not change as it is: what is opened stays open. */
function keep(container, data, make) {
  const text = JSON.stringify(data);
  if (container.shown === text) return;
  container.shown = text;
  fill(container, make());
}

function stateBadges(sync) {
  const circuit = (side, { state, mode, why, nextTrialAt }) => element('span', { class: `badge ${state === 'open' ? 'bad' : 'good'}` },
    `${side} circuit ${state}`, mode === 'auto' ? '' : ` (forced)`, nextTrialAt ? [', next trial ', time(nextTrialAt)] : '', why ? `: ${why}` : '');
  return [
    sync.paused ? element('span', { class: 'badge doubtful' }, `paused by ${sync.pausedBy} since `, time(sync.pausedSince)) : element('span', { class: 'badge good' }, 'not paused'),
    ...Object.entries(sync.circuits).map(([side, state]) => circuit(side, state)),
  ];
}

function pauseButton(name, paused) {
  return paused
    ? button('Resume', `pause-${name}`, () => act(() => post(path('syncs', name, 'resume')), `${name} goes on.`), 'primary')
    : button('Pause', `pause-${name}`, async () => {
      if (await confirmed(`Pause ${name}?`, 'No new steps and no publishing until somebody resumes it. Nothing is lost.', 'Pause')) {
        await act(() => post(path('syncs', name, 'pause')), `${name} is paused.`);
      }
    }, 'danger');
}

function updateRejected(answer) {
  byId('rejected').hidden = false;
  const text = JSON.stringify(answer);
  if (text === shownRejected && byId('rejected-list').childElementCount > 0) return;
  shownRejected = text;
  fill(byId('rejected-list'), rejected(answer.rejected, act));
}

byId('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  key.remember(byId('key').value.trim());
  byId('key').value = '';
  refresh();
});
byId('refresh').addEventListener('click', refresh);
byId('forget').addEventListener('click', () => {
  key.forget();
  ask(true);
  say('The key is forgotten.');
});
setInterval(() => {
  if (byId('live').checked && byId('key-form').hidden && !document.hidden && !byId('confirm').open) refresh();
}, EVERY_MS);
refresh();
