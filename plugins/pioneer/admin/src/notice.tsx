import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';

interface NoticeProps {
  readonly variant: 'success' | 'warning' | 'danger';
  readonly title?: string;
  readonly action?: ReactNode;
  readonly children: string;
}

/** A message that stays as long as it is true; Strapi's own alert can always be closed. */
export function Notice({ variant, title, action, children }: NoticeProps) {
  const Icon = variant === 'success' ? CheckCircle : WarningCircle;
  return (
    <Flex
      role={variant === 'danger' ? 'alert' : undefined}
      alignItems="flex-start"
      gap={3}
      padding={4}
      hasRadius
      background={`${variant}100`}
      borderColor={`${variant}200`}
    >
      <Box flex="none" paddingTop={1}>
        <Icon fill={`${variant}600`} aria-hidden />
      </Box>
      <Box flex="1">
        {title === undefined ? null : (
          <Typography tag="p" fontWeight="semiBold">
            {title}
          </Typography>
        )}
        <Typography tag="p">{children}</Typography>
      </Box>
      {action}
    </Flex>
  );
}
