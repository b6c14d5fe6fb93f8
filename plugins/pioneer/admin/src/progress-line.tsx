import { Box } from '@strapi/design-system';

interface ProgressLineProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** How much of something is done or taken, as wide as its place. */
export function ProgressLine({ label, value, max }: ProgressLineProps) {
  const share = max > 0 ? Math.min(value / max, 1) : 0;
  return (
    <Box
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      background="neutral200"
      hasRadius
      height="0.6rem"
      overflow="hidden"
    >
      <Box background="primary600" height="100%" width={`${share * 100}%`} />
    </Box>
  );
}
