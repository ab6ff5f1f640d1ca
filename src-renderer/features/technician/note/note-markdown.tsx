import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** A note as a ticket shows it: HTML stays text, no picture is fetched, and nothing in it leads away from the desk. */
export function NoteMarkdown({ text }: { readonly text: string }) {
  return (
    <div className="t-note-read">
      <Markdown remarkPlugins={plugins} components={components}>
        {text}
      </Markdown>
    </div>
  );
}

const plugins = [remarkGfm];

const components: Components = {
  a: ({ href, children }) => <u title={href}>{children}</u>,
  img: ({ alt }) => <em>{alt}</em>,
  // the page has its own headings above these
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  table: ({ children }) => (
    <div className="t-note-table">
      <table>{children}</table>
    </div>
  ),
};
