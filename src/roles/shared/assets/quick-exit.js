// Away without a trace of this page in "back": the session ends on the way out. Without this file the form does the same.
const form = document.querySelector('.kb-exit');
const AWAY = 'https://www.wikipedia.org/';
const TIMES = 3;
const WITHIN_MS = 2000;
let presses = [];

function leave() {
  document.documentElement.hidden = true;
  document.title = '';
  // Outlives the page. Where it leads is not followed: the browser goes there itself.
  fetch(form.action, { method: 'POST', keepalive: true, redirect: 'manual' }).catch(() => {});
  location.replace(AWAY);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener('keydown', ({ key, timeStamp }) => {
  if (key !== 'Escape') return;
  presses = [...presses.filter((at) => timeStamp - at < WITHIN_MS), timeStamp];
  if (presses.length >= TIMES) leave();
});
