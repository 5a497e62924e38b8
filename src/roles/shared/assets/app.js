// Everything works without this file; it only adds GOV.UK Frontend's help for keyboard and screen reader.
import { initAll } from './govuk-frontend.min.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
