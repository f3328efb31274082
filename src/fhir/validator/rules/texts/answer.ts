// What do the rules of questionnaires say in Norwegian?

import type { ANSWER_RULES } from '../answer.ts';
import type { RuleTexts } from './texts.ts';

/** By key; English stands in the rule table. */
export const ANSWER_TEXTS: Readonly<Record<keyof typeof ANSWER_RULES, RuleTexts>> = {
  'questionnaire-unknown': {
    nb: 'Skjemaet er ikke kjent her, så svarene blir ikke kontrollert; last det inn.',
    nn: 'Skjemaet er ikkje kjent her, så svara blir ikkje kontrollerte; last det inn.',
  },
  'questionnaire-link': {
    nb: 'Skjemaet har ikke noe punkt med denne linkId; rett linkId.',
    nn: 'Skjemaet har ikkje noko punkt med denne linkId; rett linkId.',
  },
  'questionnaire-place': {
    nb: 'Punktet står på et annet sted i skjemaet; flytt det dit.',
    nn: 'Punktet står på ein annan stad i skjemaet; flytt det dit.',
  },
  'questionnaire-order': {
    nb: 'Punktene står i en annen rekkefølge enn i skjemaet; sorter dem.',
    nn: 'Punkta står i ei anna rekkjefølgje enn i skjemaet; sorter dei.',
  },
  'questionnaire-text': {
    nb: 'Teksten til {linkId} er ikke det skjemaet spør om; bruk skjemaets tekst, eller la teksten være.',
    nn: 'Teksten til {linkId} er ikkje det skjemaet spør om; bruk teksten i skjemaet, eller lat teksten vere.',
  },
  'questionnaire-required': {
    nb: 'Punktet {linkId} må besvares; svar på det.',
    nn: 'Punktet {linkId} må svarast på; svar på det.',
  },
  'questionnaire-repeats': {
    nb: 'Punktet {linkId} kan bare besvares én gang; behold ett svar.',
    nn: 'Punktet {linkId} kan berre svarast på éin gong; behald eitt svar.',
  },
  'questionnaire-type': {
    nb: 'Punktet {linkId} er av typen {type}, så svaret må være {expected}; rett typen på svaret.',
    nn: 'Punktet {linkId} er av typen {type}, så svaret må vere {expected}; rett typen på svaret.',
  },
  'questionnaire-group': {
    nb: 'Punktet {linkId} er av typen {type} og tar ikke imot svar; fjern svaret.',
    nn: 'Punktet {linkId} er av typen {type} og tek ikkje imot svar; fjern svaret.',
  },
  'questionnaire-nesting': {
    nb: 'Punkter under spørsmålet {linkId} hører hjemme i svaret på det; flytt dem.',
    nn: 'Punkt under spørsmålet {linkId} høyrer heime i svaret på det; flytt dei.',
  },
  'questionnaire-disabled': {
    nb: 'De andre svarene slår ikke på punktet {linkId}; fjern det.',
    nn: 'Dei andre svara slår ikkje på punktet {linkId}; fjern det.',
  },
  'questionnaire-option': {
    nb: 'Svaret på {linkId} er ikke et av alternativene; velg ett av dem.',
    nn: 'Svaret på {linkId} er ikkje eitt av alternativa; vel eitt av dei.',
  },
  'questionnaire-value-set': {
    nb: 'Svaret på {linkId} er ikke i {valueSet}; velg en av kodene der.',
    nn: 'Svaret på {linkId} er ikkje i {valueSet}; vel ein av kodane der.',
  },
  'questionnaire-range': {
    nb: 'Svaret på {linkId} er utenfor {limit}; rett det.',
    nn: 'Svaret på {linkId} er utanfor {limit}; rett det.',
  },
  'questionnaire-length': {
    nb: 'Lengden på svaret på {linkId} er utenfor {limit}; rett det.',
    nn: 'Lengda på svaret på {linkId} er utanfor {limit}; rett det.',
  },
  'questionnaire-decimals': {
    nb: 'Svaret på {linkId} har flere enn {limit} desimaler; rund det av.',
    nn: 'Svaret på {linkId} har fleire enn {limit} desimalar; rund det av.',
  },
  'questionnaire-occurs': {
    nb: 'Punktet {linkId} må besvares {limit} ganger; rett antallet svar.',
    nn: 'Punktet {linkId} må svarast på {limit} gonger; rett talet på svar.',
  },
  'questionnaire-display': {
    nb: 'Visningsnavnet i svaret på {linkId} hører til en annen kode i {system}; rett en av dem.',
    nn: 'Visingsnamnet i svaret på {linkId} høyrer til ein annan kode i {system}; rett ein av dei.',
  },
  'questionnaire-unit': {
    nb: 'Enheten i svaret på {linkId} er ingen av de tillatte; velg en annen.',
    nn: 'Eininga i svaret på {linkId} er inga av dei tillatne; vel ei anna.',
  },
  'questionnaire-reference': {
    nb: 'Svaret på {linkId} kan ikke vise til denne ressurstypen; vis til {expected}.',
    nn: 'Svaret på {linkId} kan ikkje vise til denne ressurstypen; vis til {expected}.',
  },
  'questionnaire-attachment': {
    nb: 'Filen i svaret på {linkId} er ikke innenfor {limit}; send en annen.',
    nn: 'Fila i svaret på {linkId} er ikkje innanfor {limit}; send ei anna.',
  },
  'questionnaire-definition': {
    nb: 'Skjemaet er ikke konsistent ({what}); rett det.',
    nn: 'Skjemaet er ikkje konsistent ({what}); rett det.',
  },
  'questionnaire-status': {
    nb: 'Skjemaet er {status}; kontroller at det er det som skal brukes.',
    nn: 'Skjemaet er {status}; kontroller at det er det som skal brukast.',
  },
};
