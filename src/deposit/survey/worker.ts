/** A thread of `teigram deposit`: checks documents, and looks at each. */
import { serveChecks } from '../../validate/serve-checks.js';
import { Survey } from './survey.js';

serveChecks((hear) => {
  const survey = new Survey(hear);
  return (file) => survey.listen(file);
});
