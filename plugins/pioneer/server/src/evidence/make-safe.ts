import { createHash } from 'node:crypto';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { differenceHashOf, THUMBNAIL } from '../../../core/evidence/likeness';
import { MAX_PIXELS } from '../../../core/evidence/rules';
import { DomainError } from '../shared/domain-error';

/** Content that may be stored and given to anybody who may see the claim. */
export interface SafeContent {
  readonly content: Buffer;
  readonly mimeType: string;
  /** Of file names, without its dot. */
  readonly ending: string;
  /** What is only of pictures; null for what is none. */
  readonly picture: Picture | null;
}

/** A photo as it is stored: upright and at most MAX_SIDE long. */
export interface Picture {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Of its pixels, in hex: the same for a copy of the file that lost its metadata. */
  readonly pixelSha256: string;
  /** Nearly the same for a copy that was saved again or made smaller; see core/evidence/likeness. */
  readonly differenceHash: string | null;
}

/** The long side of a stored photo: enough to judge work by, and little to send. */
const MAX_SIDE = 2048;
const QUALITY = 82;
/** No photo that a phone takes needs a fraction of it. */
const PATIENCE_SECONDS = 20;

type Encoder = (photo: Sharp) => Sharp;

const JPEG = {
  mimeType: 'image/jpeg',
  ending: 'jpg',
  encode: (photo: Sharp) => photo.jpeg({ quality: QUALITY }),
};
const WEBP = {
  mimeType: 'image/webp',
  ending: 'webp',
  encode: (photo: Sharp) => photo.webp({ quality: QUALITY }),
};

/** What photos of each type that is taken become. */
const PHOTOS: Readonly<
  Record<string, { readonly mimeType: string; readonly ending: string; readonly encode: Encoder }>
> = { 'image/jpeg': JPEG, 'image/png': WEBP, 'image/webp': WEBP };

/**
 * Makes of a file what may be kept, judging it by its content alone. Photos are drawn anew, upright
 * and of moderate size: what is left are the pixels, without place, camera or anything that was
 * hidden in the file. A PDF stays as it is; it is given out as a download only.
 *
 * @throws DomainError EVIDENCE_TYPE_REFUSED, EVIDENCE_UNREADABLE, EVIDENCE_TOO_MANY_PIXELS
 */
export async function makeSafe(sent: Buffer): Promise<SafeContent> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = (await fileTypeFromBuffer(sent))?.mime ?? '';
  if (type === 'application/pdf') {
    return { content: sent, mimeType: type, ending: 'pdf', picture: null };
  }
  const made = PHOTOS[type];
  if (made === undefined) throw new DomainError('EVIDENCE_TYPE_REFUSED');
  await assertModerate(sent);
  const { mimeType, ending, encode } = made;
  // Unfolded once: everything else is made of these pixels.
  const { data, info } = await readable(
    sharp(sent, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: PATIENCE_SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const { width, height } = info;
  const content = await encode(photoOf(data, info)).toBuffer();
  const pixelSha256 = createHash('sha256').update(`${width} ${height} `).update(data).digest('hex');
  const differenceHash = differenceHashOf(await thumbnailOf(data, info));
  return { content, mimeType, ending, picture: { width, height, pixelSha256, differenceHash } };
}

function photoOf(pixels: Buffer, { width, height, channels }: OutputInfo): Sharp {
  return sharp(pixels, { raw: { width, height, channels } });
}

async function thumbnailOf(pixels: Buffer, info: OutputInfo): Promise<Buffer> {
  return photoOf(pixels, info)
    .flatten()
    .greyscale()
    .resize({ ...THUMBNAIL, fit: 'fill' })
    .raw()
    .toBuffer();
}

/** Looks at the size that a photo says it has, before anything is unfolded. */
async function assertModerate(sent: Buffer): Promise<void> {
  const { width, height } = await readable(sharp(sent, { limitInputPixels: false }).metadata());
  const found = width * height;
  if (found > MAX_PIXELS) {
    throw new DomainError('EVIDENCE_TOO_MANY_PIXELS', { found, expected: MAX_PIXELS });
  }
}

/** What the decoder says about a file that it cannot read helps nobody who took a photo. */
async function readable<Result>(decoding: Promise<Result>): Promise<Result> {
  try {
    return await decoding;
  } catch {
    throw new DomainError('EVIDENCE_UNREADABLE');
  }
}
