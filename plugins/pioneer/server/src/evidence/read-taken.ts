import type { IncludeTagsOptions } from 'exifreader';
import { DateTime } from 'luxon';
import { plausibleMoment, plausiblePlace, UNKNOWN, type Taken } from '../../../core/evidence/taken';
import type { Instant } from '../../../core/time';

/** Nothing else is unfolded of what a camera wrote: a few bytes can say that they are gigabytes. */
const WANTED: IncludeTagsOptions = {
  gps: true,
  exif: ['DateTimeOriginal', 'OffsetTimeOriginal'],
};

/**
 * Where and when a photo was taken, from its EXIF (CIPA DC-008). A time without a zone is one of the
 * town's. Damaged or absent metadata is nobody's fault: then both are unknown.
 *
 * @param zone of the town, such as Asia/Shanghai
 */
export async function readTaken(photo: Buffer, zone: string, now: Instant): Promise<Taken> {
  const { default: ExifReader } = await import('exifreader');
  try {
    const { gps, exif } = ExifReader.load(photo, { expanded: true, includeTags: WANTED });
    const at = momentOf(exif?.DateTimeOriginal?.value[0], exif?.OffsetTimeOriginal?.value[0], zone);
    const { Latitude: latitude = Number.NaN, Longitude: longitude = Number.NaN } = gps ?? {};
    return { at: plausibleMoment(at, now), place: plausiblePlace(latitude, longitude) };
  } catch {
    return UNKNOWN;
  }
}

/** `2026:11:27 10:00:00`, with or without `+08:00`; not a number when it is neither. */
function momentOf(written: string | undefined, offset: string | undefined, zone: string): Instant {
  const known = DateTime.fromFormat(`${written} ${offset}`, 'yyyy:MM:dd HH:mm:ss ZZ');
  if (known.isValid) return known.toMillis();
  return DateTime.fromFormat(written ?? '', 'yyyy:MM:dd HH:mm:ss', { zone }).toMillis();
}
