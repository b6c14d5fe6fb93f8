import {
  makeBareApplication,
  startBareApplication,
  type BareApplication,
} from './bare-application';

let application: BareApplication;

beforeAll(async () => {
  application = await makeBareApplication('ts');
});
afterAll(() => application.remove());

// One life of one project, in this order.

describe('a project in TypeScript', () => {
  it('gets files in TypeScript', () => {
    const { code, output } = application.pioneer('init');

    expect(code).toBe(0);
    expect(output).toContain('src/api/pioneer/controllers/task.ts');
    expect(output).not.toContain('.js ·');
  });

  it('is told by verify to build first', () => {
    const { code, output } = application.pioneer('verify');

    expect([code, output]).toEqual([1, expect.stringMatching(/^NOT_BUILT: .*npm run build/m)]);
  });

  it('compiles as Strapi compiles it; before its first start there is nothing to verify', () => {
    const compiled = application.run('typescript/bin/tsc', '-p', '.');
    expect(compiled.output).toBe('');
    const { code, output } = application.pioneer('verify');

    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^RECORD_MISSING: .*start the server/m),
    ]);
  });

  it('starts, says what its sign-in lacks, and verifies', async () => {
    const server = await startBareApplication(application);
    await server.stop();
    const { code, output } = application.pioneer('verify');

    expect(server.output()).toMatch(
      /"jwtManagement": "legacy-support", so members have to sign in anew/,
    );
    expect(output).toMatch(/^0 rows and 0 events verified, 0 difference\(s\)$/m);
    expect(code).toBe(0);
  });
});
