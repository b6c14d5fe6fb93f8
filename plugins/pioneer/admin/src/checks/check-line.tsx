import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, WarningCircle } from '@strapi/icons';

type Weight = 'fine' | 'warning' | 'danger';

interface CheckLineProps {
  readonly weight: Weight;
  readonly children: string;
  /** What belongs to it, quieter. */
  readonly detail?: string;
}

/** One finding: a sign, a sentence, and what it is about. */
export function CheckLine({ weight, children, detail }: CheckLineProps) {
  return (
    <Flex alignItems="flex-start" gap={2}>
      <Box flex="none" paddingTop="2px">
        <Sign weight={weight} />
      </Box>
      <Box flex="1" minWidth={0}>
        <Typography tag="p" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Typography>
        {detail === undefined ? null : (
          <Typography tag="p" variant="pi" textColor="neutral600">
            {detail}
          </Typography>
        )}
      </Box>
    </Flex>
  );
}

function Sign({ weight }: { weight: Weight }) {
  const size = { width: '1.6rem', height: '1.6rem', 'aria-hidden': true } as const;
  if (weight === 'fine') return <CheckCircle fill="success600" {...size} />;
  if (weight === 'warning') return <WarningCircle fill="warning600" {...size} />;
  return <CrossCircle fill="danger600" {...size} />;
}
