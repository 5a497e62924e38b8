// When she leaves a text: what looks like a person is asked about under the field, with a word to put in its place.
// Nothing is kept, and whatever goes wrong here stays silent: the server looks again when the form is sent.
const KINDS = {
  name: 'een naam',
  phone: 'een telefoonnummer',
  email: 'een e-mailadres',
  iban: 'een rekeningnummer',
  address: 'een adres',
  handle: 'een accountnaam',
  'birth-date': 'een geboortedatum',
};

// A list that appears between press and release would move the button that she is pressing.
let released = Promise.resolve();
addEventListener('pointerdown', () => {
  released = new Promise((resolve) => {
    for (const event of ['pointerup', 'pointercancel']) addEventListener(event, () => setTimeout(resolve), { once: true });
  });
});

for (const field of document.querySelectorAll('[data-identifier-check]')) watch(field);

function watch(field) {
  const list = element('div', 'kb-check');
  list.setAttribute('aria-live', 'polite');
  list.tabIndex = -1;
  field.after(list);
  // What she let stand is not asked again on this page.
  const left = new Set();

  const look = async () => {
    const text = field.value;
    const findings = await found(text, field.form);
    await released;
    if (field.value === text) show(findings.filter(({ start, end }) => !left.has(text.slice(start, end))));
  };

  const show = (findings) => list.replaceChildren(...(findings.length ? [listOf(findings)] : []));

  const listOf = (findings) => {
    const items = element('ul', 'kb-findings');
    items.append(...findings.map((finding) => itemOf(finding)));
    return items;
  };

  const itemOf = ({ kind, start, end, severity, suggestion }) => {
    const words = field.value.slice(start, end);
    const item = element('li');
    const refused = severity === 'refuse';
    item.append(
      element('p', '', refused ? `“${words}” is een rijksregisternummer. Dat mag niet mee.` : `Dit lijkt op ${KINDS[kind] ?? 'een persoon'}: “${words}”. Klopt dat?`),
      button(`Vervang door “${suggestion}”`, () => {
        field.value = field.value.slice(0, start) + suggestion + field.value.slice(end);
        return look();
      }),
    );
    if (!refused) {
      item.append(
        button('Laat staan', () => {
          left.add(words);
          return look();
        }),
      );
    }
    return item;
  };

  const button = (text, act) => {
    const made = element('button', 'govuk-button govuk-button--secondary', text);
    made.type = 'button';
    // The button goes; who works with keyboard or reader stays in the list.
    made.addEventListener('click', () => {
      list.focus();
      act().catch(() => {});
    });
    return made;
  };

  field.addEventListener('blur', () => look().catch(() => {}));
  // The places no longer hold once she types on.
  field.addEventListener('input', () => show([]));
}

async function found(text, form) {
  if (!text.trim()) return [];
  const answer = await fetch('/api/v1/identifier-check', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': form.elements._csrf.value },
    body: JSON.stringify({ text }),
  });
  return answer.ok ? (await answer.json()).findings : [];
}

function element(name, classes = '', text = '') {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}
