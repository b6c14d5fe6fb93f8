import { readdirSync } from 'node:fs';
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

describe('what a visitor may ask of the content API', () => {
  it('has to be known: an unknown parameter is refused', async () => {
    expect((await town.send({ path: '/api/stories?unknown=1' })).status).toBe(400);
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
});

describe('the server', () => {
  it('does not advertise what it runs on', async () => {
    const { headers } = await town.send({ path: '/api/stories' });

    expect(headers.get('x-powered-by')).toBeNull();
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

  it('takes a picture', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const body = new FormData();
    body.append('files', new Blob([Buffer.from(pixel, 'base64')], { type: 'image/png' }), 'x.png');
    const token = town.administratorToken;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${town.url}/upload`, { method: 'POST', body, headers });

    expect(answer.status).toBe(201);
    // It would stay in the checkout.
    const [picture] = (await answer.json()) as { id: number }[];
    const path = `/upload/files/${picture?.id}`;
    expect((await town.send({ method: 'DELETE', path, token })).status).toBe(200);
  });
});
