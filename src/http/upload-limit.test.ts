import { uploadLimitOf } from './upload-limit';

const MEGABYTE = 1024 * 1024;

test.each([
  ['/api/pioneer/claims/abc/evidence', 11],
  ['/api/pioneer/claims/abc/evidence/', 11],
  ['/API/Pioneer/claims/abc/evidence', 11],
  ['/api/pioneer/claims/abc/evidence/def', 10],
  ['/api/pioneer/claims/evidence', 10],
  ['/x/api/pioneer/claims/abc/evidence', 10],
  ['/api/upload', 10],
  ['/upload', 10],
])('%s takes %d MB', (path, megabytes) => {
  expect(uploadLimitOf(path)).toBe(megabytes * MEGABYTE);
});
