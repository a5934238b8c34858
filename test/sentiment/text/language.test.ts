import assert from 'node:assert/strict';
import { detectLanguage } from '../../../src/sentiment/text/language.ts';

describe('detectLanguage', () => {
  const posts = {
    fr: [
      'Encore deux heures de retard et personne ne nous dit rien',
      'merci à l’équipage du vol pour Lisbonne, vous êtes adorables 😀',
      '@user http bagage perdu, service client injoignable',
      'Grosse déception',
      'tres decu, personne a l arrivee',
      'le check-in était super long mais staff adorable',
      'Air France',
    ],
    en: [
      'Two hours late again and nobody tells us anything',
      'thank you to the crew of the Lisbon flight, you were lovely 😀',
      '@user http lost my bag and the customer service hangs up',
      'Munich flight delayed',
      'omg so bad',
    ],
    other: [
      'Otra vez dos horas de retraso y nadie nos dice nada',
      'Der Koffer ist weg und am Telefon geht niemand ran',
      'três horas de atraso e ninguém da companhia aparece',
      'equipaggio gentilissimo, grazie di tutto',
      'Mój lot został odwołany i nikt nic nie wie',
      'Рейс задержан',
      '航班取消了',
      'الرحلة متأخرة @user http',
    ],
    und: ['', '😡😡', '10/10 !!!', 'http @user'],
  };
  for (const [language, texts] of Object.entries(posts))
    for (const text of texts)
      it(`finds ${language} in ${JSON.stringify(text)}`, () => assert.equal(detectLanguage(text), language));

  it('is not swayed by links and handles', () => {
    assert.equal(detectLanguage(`${'http '.repeat(40)}le vol est encore en retard`), 'fr');
  });

  it('tells a long post by its beginning', () => {
    assert.equal(
      detectLanguage(`${'le vol est encore en retard '.repeat(20)}${'the flight '.repeat(400)}`),
      'fr',
    );
  });
});
