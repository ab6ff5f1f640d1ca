import { FolderOpen } from 'lucide-react';
import { useRef, type ChangeEvent } from 'react';
import {
  MAX_SNAPSHOT_FILE,
  openSnapshot,
  type OpenedSnapshot,
  type OpenTrouble,
} from '../../src-shared/diagnostics/open-snapshot.ts';
import { err, type Result } from '../../src-shared/result.ts';
import { Button, type ButtonLook, type ButtonSize } from './button.tsx';

interface SnapshotFileButtonProps {
  readonly label: string;
  readonly look?: ButtonLook | undefined;
  readonly size?: ButtonSize | undefined;
  /** The file's name, and what was in it or why it could not be read. */
  readonly onFile: (name: string, opened: Result<OpenedSnapshot, OpenTrouble>) => void;
}

/** Lets the person choose a saved set of checks. The page reads the file itself; its path stays unknown. */
export function SnapshotFileButton({ label, look, size, onFile }: SnapshotFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0];
    currentTarget.value = ''; // the same file can be chosen again
    if (file === undefined) return;
    onFile(file.name, await read(file));
  };
  return (
    <>
      <Button
        look={look}
        size={size}
        icon={<FolderOpen size={size === 'desk' || size === 'inline' ? 16 : 20} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        data-file
        onChange={(event) => void choose(event)}
      />
    </>
  );
}

/** A file that is far too large is not even read. */
async function read(file: File): Promise<Result<OpenedSnapshot, OpenTrouble>> {
  if (file.size > MAX_SNAPSHOT_FILE * 4) return err({ why: 'too-large' });
  try {
    return openSnapshot(await file.text());
  } catch {
    return err({ why: 'not-json' }); // it was taken away while it was read
  }
}
