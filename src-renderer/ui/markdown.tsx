import './markdown.css';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** Text that somebody wrote as Markdown. HTML in it stays text, and no picture is fetched from anywhere. // HD-9 */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="ui-markdown">
      <ReactMarkdown remarkPlugins={plugins} components={components} skipHtml={false}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

const plugins = [remarkGfm];

const components: Components = {
  a: ({ href, children }) =>
    href === undefined || !/^(https?:|mailto:)/i.test(href) ? (
      <span>{children}</span>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  // a picture on another server would tell it who reads this, and when
  img: ({ alt }) => <span className="ui-markdown-picture">{alt}</span>,
  // the page has one h1, and the message's place in it is the third level
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  table: ({ children }) => (
    <div className="ui-markdown-table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};
