// Makes elements. Whatever comes from data becomes text, never markup.

/** `element('p', { class: 'note' }, 'text', otherElement)`; functions become listeners. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(attribute, value);
    else if (value === true) made.setAttribute(attribute, '');
    else if (value !== false && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== '').map(asNode));
  return made;
}

function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/** A button; `focus` names it, so that it keeps the focus when it is made anew. */
export function button(text, focus, action, kind) {
  return element('button', { type: 'button', 'data-focus': focus, class: kind, click: (event) => action(event.currentTarget) }, text);
}

/** Replaces what is in a container; whoever uses the keyboard stays where they were. */
export function fill(container, ...children) {
  const focused = container.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  container.replaceChildren(...children.flat());
  if (focused) container.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

/** A table whose first column heads its row. */
export function table(caption, heads, rows) {
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element('table', {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, rows.map(([first, ...others]) => element('tr', {},
        element('th', { scope: 'row' }, first), others.map((cell) => element('td', {}, cell)))))));
}

/** Names with values, as a list. */
export function facts(pairs) {
  return element('dl', {}, pairs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

export const note = (text, kind = 'note') => element('p', { class: kind }, text);

/** `AWAITING_APPROVAL` -> `awaiting approval` */
export const words = (name) => String(name ?? '').toLowerCase().replaceAll('_', ' ');

export const number = (value) => (value ?? 0).toLocaleString('en');

export const time = (text) => (text ? element('time', { datetime: text, title: text }, new Date(text).toLocaleString()) : '–');

/** Asks before something is done that cannot be taken back; true when it is wanted. */
export function confirmed(title, text, yes) {
  const dialog = document.getElementById('confirm');
  document.getElementById('confirm-title').textContent = title;
  document.getElementById('confirm-text').textContent = text;
  document.getElementById('confirm-yes').textContent = yes;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((decide) => dialog.addEventListener('close', () => decide(dialog.returnValue === 'yes'), { once: true }));
}
