import { useEffect, useRef, type ComponentPropsWithoutRef } from 'react';

/** The screen's one h1. It takes the focus when the screen arrives, so that the screen is read from its top. */
export function ArrivalHeading(props: ComponentPropsWithoutRef<'h1'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 {...props} ref={heading} tabIndex={-1}>
      {props.children}
    </h1>
  );
}
