/** Words of the technician's desk. */
export const desk = {
  title: 'Alongside',
} as const;
