import { Typography } from '@strapi/design-system';

/** A quiet sentence in a side panel. */
export function PanelNote({ children }: { children: string }) {
  return (
    <Typography tag="p" textColor="neutral600">
      {children}
    </Typography>
  );
}
