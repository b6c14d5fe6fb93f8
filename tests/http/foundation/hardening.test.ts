import { readdirSync } from 'node:fs';
import { policyOf } from '../../support/content-policy';
import { grant, revoke } from '../../support/grants';
import { buildPhoto, fileOf } from '../../support/evidence';
import { bytesOf, codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { count } from '../../support/rows';
import { PORTAL, sharedServer } from '../../support/shared-server';
import { enterTown, type Town } from '../../support/town';

const STRANGER = 'https://stranger.example.org';

let town: Town;
beforeAll(() => void (town = enterTown('owner')));
afterAll(() => town.leave());

type Closed = [method: 'GET' | 'POST', path: string, what: string];

/** A form with one file in a field that no route knows. */
function formWithFile(bytes: number): FormData {
  const form = new FormData();
  form.append('anything', new Blob([Buffer.alloc(bytes)]), 'photo.jpg');
  return form;
}

/** Sends a form without saying how long it is. */
function sendUnmeasured(path: string, form: FormData, token?: string): Promise<Response> {
  const { body, headers } = new Response(form);
  return fetch(town.url + path, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: {
      'content-type': headers.get('content-type') ?? '',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
}

describe('what a visitor may ask of the content API', () => {
  it('has to be known: an unknown parameter is refused', async () => {
    expect((await town.send({ path: '/api/stories?unknown=1' })).status).toBe(400);
  });

  it('names a language as languages are named', async () => {
    expect((await town.send({ path: '/api/stories?locale=en' })).status).toBe(200);
    expect((await town.send({ path: '/api/stories?locale=no%20language' })).status).toBe(400);
  });

  it('comes in pages of at most 100', async () => {
    const { text } = await town.send({ path: '/api/stories?pagination[pageSize]=5000' });

    expect(JSON.parse(text)).toMatchObject({ meta: { pagination: { pageSize: 100 } } });
  });

  it.each<Closed>([
    ['POST', '/api/auth/local', 'sign-in by e-mail'],
    ['POST', '/api/auth/local/register', 'registration'],
    ['POST', '/api/auth/forgot-password', 'letters to strangers'],
    ['GET', '/api/users', 'the accounts'],
    ['GET', '/api/upload/files', 'the media library'],
    ['POST', '/api/upload', 'uploads'],
  ])('does not include %s %s (%s)', async (method, path) => {
    const answer = await town.send({ method, path, ...(method === 'POST' ? { body: {} } : {}) });

    expect(answer.status).toBe(403);
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)('never includes writing: %s', async (method) => {
    const path = method === 'POST' ? '/api/stories' : '/api/stories/any';
    const answer = await town.send({ method, path, body: { data: { title: 'x' } } });

    expect(answer.status).toBe(405);
  });

  it('is no more than 256 KB of JSON', async () => {
    const body = { number: 'x'.repeat(260 * 1024) };
    const answer = await town.send({ method: 'POST', path: '/api/pioneer/sign-in', body });

    expect(answer.status).toBe(413);
  });

  it('is no more than 56 KB of a form', async () => {
    const raw = `number=${'x'.repeat(60 * 1024)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await town.send({ method: 'POST', path: '/api/pioneer/sign-in', raw, headers });

    expect(answer.status).toBe(413);
  });
});

describe('every answer', () => {
  const ANSWERS: [path: string, status: number][] = [
    ['/', 200],
    ['/api/stories', 200],
    ['/api/pioneer/openings', 200],
    ['/api/stories?unknown=1', 400],
    ['/api/stories?status=draft', 400],
    ['/api/pioneer/me', 401],
    ['/api/users', 403],
    ['/nothing/here', 404],
  ];

  it.each(ANSWERS)(
    'tells browsers to trust nothing but this site: %s, %d',
    async (path, status) => {
      const answer = await town.send({ path });

      expect(answer.status).toBe(status);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
      });
      expect(policyOf(answer.headers)).toMatchObject({
        'default-src': "'self'",
        'script-src': "'self'",
        'script-src-attr': "'none'",
        'object-src': "'none'",
        'base-uri': "'self'",
        'form-action': "'self'",
        'frame-ancestors': "'self'",
      });
      expect(answer.headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe('the server', () => {
  it('keeps a connection for longer than a balancer does', async () => {
    const { headers } = await town.send({ path: '/api/stories' });

    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  it('gives nobody a key to move its content from or to another server', async () => {
    const answer = await town.send({
      method: 'POST',
      path: '/admin/transfer/tokens',
      token: town.administratorToken,
      body: { name: 'x', description: '', permissions: ['push'], lifespan: null },
    });

    expect(answer.status).toBe(404);
  });

  it('lets the sites that were named, and no others, use a session', async () => {
    const allowed = async (origin: string) => {
      const answer = await town.send({ path: '/api/stories', headers: { origin } });
      return answer.headers.get('access-control-allow-origin');
    };

    expect(await allowed(PORTAL)).toBe(PORTAL);
    expect(await allowed(STRANGER)).not.toBe(STRANGER);
    expect(await allowed(STRANGER)).not.toBe('*');
  });

  it('tells sites on other addresses what they may send and read', async () => {
    const ask = async (origin: string) => {
      const answer = await fetch(`${town.url}/api/pioneer/me`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      return Object.fromEntries(answer.headers);
    };

    expect(await ask(PORTAL)).toMatchObject({
      'access-control-allow-origin': PORTAL,
      'access-control-allow-headers': 'Content-Type,Authorization,Accept,Idempotency-Key,If-Match',
      'access-control-max-age': '600',
    });
    expect(await ask(STRANGER)).not.toMatchObject({ 'access-control-allow-origin': STRANGER });
    const { headers } = await town.send({ path: '/api/stories', headers: { origin: PORTAL } });
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After,ETag,X-Request-Id');
  });

  it('counts who guesses passwords by the connection, not by what they say of themselves', async () => {
    const guess = (address: number) =>
      town.send({
        method: 'POST',
        path: '/admin/login',
        headers: { 'x-forwarded-for': `192.0.2.${address}` },
        body: { email: 'somebody@town.invalid', password: 'Guess-work-1' },
      });
    const statuses: number[] = [];
    for (let address = 1; address <= 6; address += 1) statuses.push((await guess(address)).status);

    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
  });

  it('refuses files of more than 10 MB', async () => {
    const body = formWithFile(11 * 1024 * 1024);
    const answer = await fetch(`${town.url}/api/upload`, { method: 'POST', body });

    expect(answer.status).toBe(413);
  });

  it('refuses them as well when nobody has said how large they are', async () => {
    const answer = await sendUnmeasured('/api/upload', formWithFile(12 * 1024 * 1024));

    expect(answer.status).toBe(413);
  });

  it('keeps nothing that somebody uploads without being allowed to', async () => {
    const body = formWithFile(1024);
    const answer = await fetch(`${town.url}/api/upload`, { method: 'POST', body });

    expect(answer.status).toBe(403);
    expect(readdirSync(sharedServer().temporaryFolder)).toEqual([]);
  });
});

describe('the media library', () => {
  it.each([
    ['image/svg+xml', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['text/html', 'x.html', '<script>1</script>'],
  ])('takes nothing that a browser could run: %s', async (type, name, content) => {
    const body = new FormData();
    body.append('files', new Blob([content], { type }), name);
    const headers = { authorization: `Bearer ${town.administratorToken}` };
    const answer = await fetch(`${town.url}/upload`, { method: 'POST', body, headers });

    expect(answer.status).toBe(400);
  });

  const PIXEL = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('takes no small file of a huge picture', async () => {
    const token = town.administratorToken;
    const form = new FormData();
    const huge = await buildPhoto({ width: 15_000, height: 15_000, type: 'png' });
    form.append('files', fileOf(huge, 'huge.png', 'image/png'));
    const request = { method: 'POST', token, ...(await bytesOf(form)) } as const;
    const refused = await town.send({ ...request, path: '/upload' });

    expect([refused.status, codeOf(refused)]).toEqual([400, 'EVIDENCE_TOO_MANY_PIXELS']);
    expect(await count(town.rows('files').where({ name: 'huge.png' }))).toBe(0);
  });

  it('takes no file of more than 10 MB, though a request may be larger', async () => {
    const form = new FormData();
    const content = ['%PDF-1.4\n', Buffer.alloc(10.5 * 1024 * 1024), '%%EOF'];
    form.append('files', new Blob(content, { type: 'application/pdf' }), 'x.pdf');
    const answer = await sendUnmeasured('/upload', form, town.administratorToken);

    expect(answer.status).toBe(413);
  });

  it('takes a picture, which no browser takes for anything else', async () => {
    const body = new FormData();
    body.append('files', new Blob([PIXEL], { type: 'image/png' }), 'x.png');
    const token = town.administratorToken;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${town.url}/upload`, { method: 'POST', body, headers });

    expect(answer.status).toBe(201);
    // It would stay in the checkout.
    const [picture] = (await answer.json()) as { id: number; url: string }[];
    const shown = await fetch(town.url + picture?.url);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    const path = `/upload/files/${picture?.id}`;
    expect((await town.send({ method: 'DELETE', path, token })).status).toBe(200);
  });
});

describe('registration, should somebody open it', () => {
  const REGISTER = 'plugin::users-permissions.auth.register';
  beforeAll(() => grant(town.rows, REGISTER, 'public'));
  afterAll(() => revoke(town.rows, REGISTER));

  /** Sends the form, sound but for what is said; gives the status and how many accounts it made. */
  async function register(more: object) {
    const username = uniqueName('newcomer');
    const sound = { username, email: `${username}@town.invalid`, password: 'a quiet river' };
    const body = { ...sound, ...more };
    const answer = await town.send({ method: 'POST', path: '/api/auth/local/register', body });
    const accounts = town.rows('up_users').where({ username });
    const made = await count(accounts);
    await accounts.delete();
    return [answer.status, made];
  }

  it('takes a name, an address and a password', async () => {
    expect(await register({})).toEqual([200, 1]);
  });

  it.each(['role', 'confirmed', 'blocked', 'provider', 'resetPasswordToken', 'createdAt'])(
    'takes no "%s"',
    async (key) => {
      expect(await register({ [key]: 1 })).toEqual([400, 0]);
    },
  );

  it.each(['seven7s', '🌸🌸🌸🌸'])(
    'takes no password shorter than 8 characters: %s',
    async (password) => {
      expect(await register({ password })).toEqual([400, 0]);
    },
  );
});
