// Says in time that a session is about to end, and lets one stay without leaving the page. Without this file typed text is kept by the sign-in.
const place = document.querySelector('.kb-session');
const [soon, ended] = ['[data-soon]', '[data-ended]'].map((part) => place.querySelector(part));
const button = place.querySelector('button');
const now = () => Date.now() / 1000;
const seconds = (name) => Number(place.dataset[name]);
const absolute = now() + seconds('absolute');
let idle = now() + seconds('idle');

function look() {
  const left = Math.min(idle, absolute) - now();
  place.hidden = left > seconds('warn');
  soon.hidden = left <= 0;
  ended.hidden = left > 0;
  button.hidden = left <= 0 || absolute <= idle;
}

button.addEventListener('click', async () => {
  // Without an answer nothing is known: the button stays.
  const { ok, status } = await fetch('/api/v1/session').catch(() => ({ ok: false, status: 0 }));
  if (ok) idle = now() + seconds('idle');
  if (status === 401) idle = 0;
  look();
});

setInterval(look, 5000);
