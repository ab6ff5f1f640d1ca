import './toast.css';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';

const TOAST_MS = 6000;
interface ToastLine {
  readonly id: number;
  readonly text: string;
  readonly icon?: ReactNode;
}
type Show = (text: string, icon?: ReactNode) => void;

const ToastContext = createContext<Show>(() => undefined);

/** Desk only: says what has happened for 6 s. Nothing that needs an answer. */
export function useToast(): Show {
  return useContext(ToastContext);
}

/** Owns the toasts of a desk. `className` lets the desk place them over its lower panel, never over the picture. */
export function ToastArea({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const [lines, setLines] = useState<readonly ToastLine[]>([]);
  const show = useCallback<Show>((text, icon) => {
    setLines((old) => [...old.slice(-2), { id: (old.at(-1)?.id ?? 0) + 1, text, icon }]);
  }, []);
  const drop = useCallback((id: number) => setLines((old) => old.filter((line) => line.id !== id)), []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className={`ui-toasts ${className ?? ''}`} aria-live="polite">
        {lines.map((line) => (
          <Toast key={line.id} line={line} onDone={drop} />
        ))}
      </div>
    </ToastContext.Provider>
  );
}

function Toast({ line, onDone }: { readonly line: ToastLine; readonly onDone: (id: number) => void }) {
  const { id } = line;
  useEffect(() => {
    const timer = setTimeout(() => onDone(id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [id, onDone]);
  return (
    <div className="ui-toast">
      {line.icon}
      {line.text}
    </div>
  );
}
