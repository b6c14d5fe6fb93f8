import sharp, { type Exif } from 'sharp';
import { createRandom, type Random } from '../replay/random';

export interface PhotoOptions {
  /** In pixels; a small photo unless something else is said. */
  readonly width?: number;
  readonly height?: number;
  /** How far the camera was moved, as a part of the width: the same place in another photo. */
  readonly moved?: number;
  /** What the camera writes into the file, in degrees. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
  /** Local time as EXIF has it, `2026:11:27 10:00:00`; its offset is `+08:00` or not said. */
  readonly takenAt?: string;
  readonly offset?: string;
}

const SHAPES = 24;
const SCALE = 1000;

/**
 * Draws a scene of its own for every seed, as a JPEG: the same seed gives the same scene, and no
 * other one can be taken for it.
 */
export async function drawPhoto(seed: number, options: PhotoOptions = {}): Promise<Buffer> {
  const { width = 480, height = 360, moved = 0 } = options;
  const photo = sharp(Buffer.from(sceneOf(createRandom(seed), { width, height, moved })));
  return photo.jpeg({ quality: 88 }).withExif(exifOf(options)).toBuffer();
}

/** Rectangles and discs of any colour, anywhere, also half outside. */
function sceneOf(
  random: Random,
  { width, height, moved }: Readonly<Record<'width' | 'height' | 'moved', number>>,
): string {
  const part = (least: number, most: number) => random.integer(least * SCALE, most * SCALE) / SCALE;
  const shapes = Array.from({ length: SHAPES }, () => {
    const [x, y] = [(part(-0.1, 1) + moved) * width, part(-0.1, 1) * height];
    const [long, wide] = [part(0.05, 0.4) * width, part(0.05, 0.4) * width];
    const fill = `fill="${colourOf(random)}" opacity="${part(0.5, 1)}"`;
    return random.integer(0, 1) === 0
      ? `<rect x="${x}" y="${y}" width="${long}" height="${wide}" ${fill}/>`
      : `<circle cx="${x}" cy="${y}" r="${long / 2}" ${fill}/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="${colourOf(random)}"/>${shapes.join('')}</svg>`
  );
}

function colourOf(random: Random): string {
  const [red, green, blue] = [0, 0, 0].map(() => random.integer(0, 255));
  return `rgb(${red},${green},${blue})`;
}

function exifOf({ place, takenAt, offset }: PhotoOptions): Exif {
  return {
    ...((takenAt ?? offset) !== undefined && {
      IFD2: {
        ...(takenAt !== undefined && { DateTimeOriginal: takenAt }),
        ...(offset !== undefined && { OffsetTimeOriginal: offset }),
      },
    }),
    ...(place !== undefined && {
      IFD3: {
        GPSLatitude: degreesOf(place.latitude),
        GPSLatitudeRef: place.latitude < 0 ? 'S' : 'N',
        GPSLongitude: degreesOf(place.longitude),
        GPSLongitudeRef: place.longitude < 0 ? 'W' : 'E',
      },
    }),
  };
}

/** EXIF counts in degrees, minutes and seconds, each a fraction. */
function degreesOf(degrees: number): string {
  const millionths = Math.round(Math.abs(degrees) * 3600 * SCALE);
  return `0/1 0/1 ${millionths}/${SCALE}`;
}
