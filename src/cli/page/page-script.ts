/**
 * The script of the page. SECURITY: everything that comes is put in as text (`textContent`); nothing is ever read as HTML, as a link or as
 * a script. What it keeps is bounded.
 */

export const PAGE_SCRIPT = `'use strict';
const MOST_LINES = 3000, MOST_LETTERS = 100;
const words = JSON.parse(document.getElementById('words').textContent);
const live = document.getElementById('live');
const letters = document.getElementById('letters');
const state = document.getElementById('state');
const make = (name, text, type) => {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = String(text);
  if (type) element.className = type;
  return element;
};
let last = null;
function line({ connection, text }) {
  const stays = live.scrollTop + live.clientHeight >= live.scrollHeight - 40;
  const row = make('p', text);
  if (connection !== last) row.className = 'new';
  last = connection;
  live.append(row);
  while (live.childElementCount > MOST_LINES) live.firstElementChild.remove();
  if (stays) live.scrollTop = live.scrollHeight;
}
function letter({ fields, text, size, outcome, connection, points, sum, time }) {
  const subject = fields.find(({ name }) => name.toLowerCase() === 'subject');
  const box = make('details');
  box.append(make('summary', [time, '[' + connection + ']', subject ? subject.value : words.noSubject, outcome].join(' · ')));
  const list = make('dl');
  for (const { name, value } of fields) list.append(make('dt', name), make('dd', value));
  box.append(list);
  if (points.length > 0) {
    box.append(make('h3', words.points));
    const rows = make('ul');
    for (const point of points) rows.append(make('li', point));
    rows.append(make('li', sum));
    box.append(rows);
  }
  box.append(make('pre', text));
  box.append(make('p', size));
  letters.prepend(box);
  while (letters.childElementCount > MOST_LETTERS) letters.lastElementChild.remove();
}
function table(id, rows, most) {
  const body = document.getElementById(id);
  body.replaceChildren(
    ...rows.map(([name, count, shown]) => {
      const row = make('tr');
      const bar = make('meter');
      bar.max = most;
      bar.value = count;
      const head = make('th', name);
      head.scope = 'row';
      const cell = make('td');
      cell.append(bar);
      row.append(head, make('td', shown === undefined ? count : shown, 'number'), cell);
      return row;
    }),
  );
}
function figures({ outcomes, hours, stages }) {
  const most = (rows) => Math.max(1, ...rows.map(([, count]) => count));
  table('outcomes', outcomes, most(outcomes));
  table('hours', hours, most(hours));
  table('stages', stages, most(stages));
}
const source = new EventSource('events');
const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
on('begin', () => {
  live.replaceChildren();
  letters.replaceChildren();
  last = null;
  state.textContent = words.connected;
});
on('line', line);
on('letter', letter);
on('figures', figures);
source.onerror = () => {
  state.textContent = words.lost;
};
`;
