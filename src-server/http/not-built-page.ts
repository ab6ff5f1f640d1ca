/** Shown in place of the web console until it is built: what is missing and what to do, without style or script. */
export const notBuiltPage = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Alongside: the web console is not built</title></head>
  <body>
    <h1>The web console is not built yet</h1>
    <p>The server runs and desktop apps can use it. To have the console in the browser too, stop the server and start
    it with <code>npm run server</code>, which builds what is missing.</p>
  </body>
</html>
`;
