// Passkeys need a script: the browser itself asks for a finger, a face or a pin. Where it cannot, the button stays hidden.
const API = '/api/v1';
const ASK = `${API}/session/passkey-challenge`;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const described = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
const creating = (options) =>
  PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
  };
const asking = (options) =>
  PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: described(options.allowCredentials),
  };

/** What the server reads, also of browsers that do not say it themselves. */
function told(credential) {
  const { response } = credential;
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])])),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  };
}

async function send(method, path, body, csrf) {
  const answer = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json', ...(csrf ? { 'x-csrf-token': csrf } : {}) },
    body: JSON.stringify(body),
  });
  const said = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.detail), { said: said.detail });
  return said;
}

const ways = {
  'sign-in': async () => {
    const credential = await navigator.credentials.get({ publicKey: asking(await send('POST', ASK, {})) });
    await send('POST', `${API}/session/passkey`, { response: told(credential) });
  },
  confirm: async (csrf) => {
    const credential = await navigator.credentials.get({ publicKey: asking(await send('POST', ASK, {})) });
    await send('PUT', `${API}/session/passkey-confirmation`, { response: told(credential) }, csrf);
  },
  add: async (csrf) => {
    const options = await send('POST', `${API}/me/passkeys/challenge`, {}, csrf);
    const credential = await navigator.credentials.create({ publicKey: creating(options) });
    await send('POST', `${API}/me/passkeys`, { response: told(credential) }, csrf);
  },
};

// On a device that others use too, a passkey has no place.
const shared = document.querySelector('[name=gedeeld]');

for (const place of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  const button = place.querySelector('button');
  const message = place.querySelector('[role=alert]');
  place.hidden = false;
  shared?.addEventListener('change', () => (place.hidden = shared.checked));
  button.addEventListener('click', async () => {
    message.hidden = true;
    try {
      await ways[place.dataset.passkey](place.dataset.csrf);
    } catch (error) {
      message.textContent = error.said ?? 'Dat lukte niet. Probeer opnieuw, of kies een andere manier.';
      message.hidden = false;
      return;
    }
    const form = document.getElementById(place.dataset.form);
    if (!form) return location.assign(place.dataset.to);
    if (form.elements.gedaan) form.elements.gedaan.value = 'passkey';
    form.submit();
  });
}
