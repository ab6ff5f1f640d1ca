import './picture.css';
import { PictureToolbar } from './picture-toolbar.tsx';
import { Stage } from './stage.tsx';

/** The toolbar and, below it and never under it, the picture. */
export function PicturePanel() {
  return (
    <>
      <PictureToolbar />
      <Stage />
    </>
  );
}
