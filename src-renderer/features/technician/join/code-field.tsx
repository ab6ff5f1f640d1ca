import {
  useLayoutEffect,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
} from 'react';
import { useWords } from '../../../words/i18n.ts';
import {
  BOX_LENGTH,
  BOXES,
  boxOf,
  CODE_LENGTH,
  codeIn,
  editBox,
  placeOf,
  removeAcross,
  type Edited,
} from './code-digits.ts';

export interface CodeFieldHandle {
  /** Puts the caret behind the last digit that is there. */
  focus(): void;
}

interface Props {
  readonly digits: string;
  readonly onDigits: (digits: string) => void;
  readonly locked: boolean;
  /** The code did not fit: amber borders, and the words are in the element with this id. */
  readonly wrong: boolean;
  readonly describedBy: string;
  readonly labelledBy: string;
  readonly handle: Ref<CodeFieldHandle>;
}

/** Three boxes of four digits that behave as one field. */
export function CodeField({ digits, onDigits, locked, wrong, describedBy, labelledBy, handle }: Props) {
  const { t } = useWords('desk');
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const caretAfter = useRef<number | null>(null);

  const putCaret = (caret: number) => {
    const { box, offset } = placeOf(Math.max(0, Math.min(caret, CODE_LENGTH)));
    const input = boxes.current[box];
    input?.focus();
    input?.setSelectionRange(offset, offset);
  };
  useImperativeHandle(handle, () => ({ focus: () => putCaret(digits.length) }), [digits.length]);
  // The caret is set after React has put the digits into their boxes; it would jump to the end otherwise.
  useLayoutEffect(() => {
    const caret = caretAfter.current;
    caretAfter.current = null;
    // the focus may have been led elsewhere meanwhile: to the name that is missing
    if (caret !== null && boxes.current.some((box) => box === document.activeElement)) putCaret(caret);
  });

  const apply = (next: Edited) => {
    caretAfter.current = next.caret;
    onDigits(next.digits);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, box: number) => {
    const move = caretMove(event, box, digits);
    if (move === null) return;
    event.preventDefault();
    if (move.digits === digits) putCaret(move.caret);
    else if (!locked) apply(move);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, box: number) => {
    event.preventDefault();
    if (locked) return;
    const pasted = codeIn(event.clipboardData.getData('text'));
    if (pasted === '') return;
    apply(
      pasted.length === CODE_LENGTH
        ? { digits: pasted, caret: CODE_LENGTH }
        : insertPart(event, box, digits, pasted),
    );
  };

  return (
    <div
      className="t-code"
      role="group"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      data-wrong={wrong || undefined}
    >
      {BOXES.map((box) => (
        <input
          key={box}
          ref={(input) => {
            boxes.current[box] = input;
          }}
          className="t-code-box"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('join.box', { from: box * BOX_LENGTH + 1, to: (box + 1) * BOX_LENGTH })}
          aria-invalid={wrong || undefined}
          readOnly={locked}
          value={boxOf(digits, box)}
          onChange={(event) => {
            const { value, selectionStart } = event.currentTarget;
            apply(editBox(digits, box, value, selectionStart ?? value.length));
          }}
          onKeyDown={(event) => onKeyDown(event, box)}
          onPaste={(event) => onPaste(event, box)}
        />
      ))}
    </div>
  );
}

function insertPart(
  event: ClipboardEvent<HTMLInputElement>,
  box: number,
  digits: string,
  pasted: string,
): Edited {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  const from = selectionStart ?? value.length;
  const raw = value.slice(0, from) + pasted + value.slice(selectionEnd ?? from);
  return editBox(digits, box, raw, from + pasted.length);
}

/** Keys that cross the edge of a box; null leaves the key to the browser. */
function caretMove(event: KeyboardEvent<HTMLInputElement>, box: number, digits: string): Edited | null {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    selectionStart === null ||
    selectionStart !== selectionEnd
  )
    return null;
  const caret = box * BOX_LENGTH + selectionStart;
  const atStart = selectionStart === 0;
  const atEnd = selectionStart === value.length;
  switch (event.key) {
    case 'Home':
      return event.shiftKey ? null : { digits, caret: 0 };
    case 'End':
      return event.shiftKey ? null : { digits, caret: digits.length };
    case 'ArrowLeft':
      return atStart && box > 0 ? { digits, caret: caret - 1 } : null;
    case 'ArrowRight':
      return atEnd && caret < digits.length ? { digits, caret: caret + 1 } : null;
    case 'Backspace':
      return atStart && box > 0 ? removeAcross(digits, Math.min(caret, digits.length), -1) : null;
    case 'Delete':
      return atEnd && caret < digits.length ? removeAcross(digits, caret, 1) : null;
    default:
      return null;
  }
}
