/** Rules of ours that oxlint has no equivalent for. */
const noAmbientDate = {
  create(context) {
    const report = (node) =>
      context.report({ node, message: 'Time is handed in: `new Date()` without a value reads the clock.' });
    return {
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node);
      },
      CallExpression(node) {
        if (node.callee.name === 'Date') report(node);
      },
    };
  },
};

export default { meta: { name: 'alongside' }, rules: { 'no-ambient-date': noAmbientDate } };
