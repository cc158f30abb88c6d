// Calls of the HTTP API. The function key is kept for this tab only and travels in a header, never in an address.

const STORED_AS = 'fides-function-key';
const BASE = new URL('./', location.href);

export const key = {
  isKnown: () => sessionStorage.getItem(STORED_AS) !== null,
  remember: (text) => sessionStorage.setItem(STORED_AS, text),
  forget: () => sessionStorage.removeItem(STORED_AS),
};

/** A call that was not answered as wished; `status` is 0 when nobody answered. */
export class Problem extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

export const get = (path) => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

/** A path of names and ids that somebody else chose. */
export const path = (...parts) => parts.map(encodeURIComponent).join('/');

async function call(method, where, body) {
  const headers = { Accept: 'application/json' };
  if (key.isKnown()) headers['x-functions-key'] = sessionStorage.getItem(STORED_AS);
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(new URL(where, BASE), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Problem(0, 'The app does not answer.');
  }
  const json = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Problem(answer.status, json?.detail ?? `The app answered ${answer.status}.`);
  return json ?? {};
}
