import { useId, type ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

interface PeopleCardProps {
  readonly title: string;
  readonly intro: string;
  readonly children: ReactNode;
}

/** One step on the way from an empty town to members who can sign in. */
export function PeopleCard({ title, intro, children }: PeopleCardProps) {
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
