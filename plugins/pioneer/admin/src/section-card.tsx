import { useId, type ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

interface SectionCardProps {
  readonly title: string;
  readonly intro: string;
  readonly children: ReactNode;
}

/** One part of a section: its title, what it is for, and what is done there. */
export function SectionCard({ title, intro, children }: SectionCardProps) {
  const titleId = useId();
  return (
    <Box
      tag="section"
      aria-labelledby={titleId}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={6}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Box>
          <Typography id={titleId} variant="delta" tag="h2" fontWeight="semiBold">
            {title}
          </Typography>
          <Box paddingTop={1}>
            <Typography tag="p" textColor="neutral600">
              {intro}
            </Typography>
          </Box>
        </Box>
        {children}
      </Flex>
    </Box>
  );
}
