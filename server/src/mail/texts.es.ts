import type { CourtesyMailTexts } from './texts.js';

export const es: CourtesyMailTexts = {
  greeting: 'Buenos días, {name}:',
  closing: 'La Secretaría del Pacto\nCongreso de Poderes Locales y Regionales del Consejo de Europa',
  footer:
    'Recibe este mensaje porque este correo se indicó en una adhesión al Pacto de ciudades y regiones para poner fin a la violencia sexual contra la infancia.',
  confirm_email: {
    subject: 'Confirme su correo electrónico: adhesión {reference}',
    paragraphs: [
      'Gracias por enviar la adhesión al Pacto de {authority}. Su referencia es {reference}.',
      'Le rogamos que confirme que este correo es suyo. Solo entonces examinaremos la adhesión. El enlace es válido durante 72 horas.',
      'Si no ha enviado ninguna adhesión, no haga nada: sin su confirmación nadie la tramitará y se eliminará.',
    ],
    button: 'Confirmar el correo',
  },
  submission_confirmed: {
    subject: 'Hemos recibido su adhesión {reference}',
    paragraphs: [
      'Su correo electrónico está confirmado y la adhesión al Pacto de {authority} está ahora en manos de la Secretaría. Su referencia es {reference}.',
      'Por lo general respondemos en diez días laborables. Escribiremos a este correo cuando necesitemos algo o hayamos tomado una decisión.',
      'Puede seguir el expediente en cualquier momento: abra la página indicada abajo y pida un enlace de acceso.',
    ],
    button: 'Seguir el expediente',
  },
  case_link: {
    subject: 'Su enlace de acceso para {reference}',
    paragraphs: ['Este es el enlace a su expediente {reference}. Funciona una sola vez, durante 15 minutos.', 'Si no lo ha pedido, no haga nada.'],
    button: 'Abrir el expediente',
  },
  draft_link: {
    subject: 'Continúe con su adhesión {reference}',
    paragraphs: [
      'Este es el enlace para continuar con la adhesión al Pacto comenzada con la referencia {reference}. Funciona en cualquier dispositivo durante 30 días, hasta que se envíe la adhesión.',
      'Quien tenga el enlace podrá leer y modificar lo que se ha rellenado hasta ahora: compártalo solo con quien deba hacerlo.',
      'Si no lo ha pedido, no haga nada.',
    ],
    button: 'Continuar con la adhesión',
  },
  draft_expires: {
    subject: 'Su adhesión {reference} se eliminará el {date}',
    paragraphs: [
      'La adhesión al Pacto con la referencia {reference} se comenzó pero no se envió, y hace algún tiempo que no se modifica. El {date} se eliminará con todo lo que se ha rellenado.',
      'Para conservarla, continúe con ella antes de ese día.',
    ],
    button: 'Continuar con la adhesión',
  },
  unconfirmed_expires: {
    subject: 'Su adhesión {reference} sigue pendiente de confirmación',
    paragraphs: [
      'Se envió la adhesión al Pacto de {authority}, pero no se ha confirmado este correo. Hasta entonces no podemos tramitarla. El {date} se eliminará.',
      'Le rogamos que confirme que este correo es suyo. El enlace es válido durante 72 horas.',
      'Si no ha enviado ninguna adhesión, no haga nada.',
    ],
    button: 'Confirmar el correo',
  },
  changes_requested: {
    subject: 'Le rogamos que complete su adhesión {reference}',
    paragraphs: [
      'Hemos examinado la adhesión de {authority} y necesitamos que cambie o añada algo:',
      '{reason}',
      'Abra su expediente, cambie las respuestas y envíelas de nuevo. En el formulario, cada observación figura junto a la respuesta a la que se refiere.',
    ],
    button: 'Abrir el expediente',
  },
  resubmitted: {
    subject: 'Hemos recibido sus cambios: {reference}',
    paragraphs: [
      'Gracias. Sus cambios en la adhesión de {authority} están ahora en manos de la Secretaría. Le escribiremos de nuevo cuando hayamos tomado una decisión.',
    ],
    button: 'Seguir el expediente',
  },
  follow_up_received: {
    subject: 'Hemos recibido su envío {reference}',
    paragraphs: [
      'Gracias. Lo que ha enviado en nombre de {authority} está ahora en manos de la Secretaría. Su referencia es {reference}.',
      'La página pública queda como está hasta que lo hayamos aprobado. Le escribiremos de nuevo cuando hayamos tomado una decisión.',
      'Si usted no lo ha enviado, le rogamos que responda de inmediato a este mensaje.',
    ],
    button: 'Seguir el expediente',
  },
  follow_up_approved: {
    subject: 'Aprobado: {reference}',
    paragraphs: ['Se ha aprobado lo que envió en nombre de {authority}, y ya aparece en la página pública.', '{reason}'],
    button: 'Abrir el expediente',
  },
  follow_up_rejected: {
    subject: 'No se ha podido aceptar su envío {reference}',
    paragraphs: ['No hemos podido aceptar lo que envió en nombre de {authority}. La página pública queda como estaba. El motivo:', '{reason}'],
    button: 'Abrir el expediente',
  },
  approved: {
    subject: 'Su adhesión {reference} está aprobada',
    paragraphs: ['La adhesión al Pacto de {authority} está aprobada. Le escribiremos de nuevo cuando se publique en el registro.', '{reason}'],
    button: 'Seguir el expediente',
  },
  rejected: {
    subject: 'No se ha podido aceptar su adhesión {reference}',
    paragraphs: [
      'No hemos podido aceptar la adhesión de {authority}. El motivo:',
      '{reason}',
      'Puede enviar una nueva adhesión cuando se haya resuelto, o responder a este mensaje.',
    ],
  },
  published: {
    subject: '{authority} figura en el registro del Pacto',
    paragraphs: [
      '{authority} figura ya en el registro público del Pacto de ciudades y regiones para poner fin a la violencia sexual contra la infancia. Gracias por su adhesión.',
      'Cualquier persona puede ver la página y sus compromisos:',
    ],
    button: 'Ver la página',
  },
  publication_scheduled: {
    subject: '{authority} figurará en el registro del Pacto el {date}',
    paragraphs: ['La página de {authority} en el registro público del Pacto se publicará el {date}. Le escribiremos de nuevo ese día.', '{reason}'],
    button: 'Seguir el expediente',
  },
  on_hold: {
    subject: 'La entrada de {authority} está en suspenso',
    paragraphs: ['La entrada de {authority} en el registro del Pacto figura ahora como en suspenso. El motivo:', '{reason}'],
    button: 'Ver la página',
  },
  withdrawn: {
    subject: 'Se ha retirado la entrada de {authority}',
    paragraphs: ['Se ha retirado del registro del Pacto la entrada de {authority}. El motivo:', '{reason}'],
  },
  merged: {
    subject: 'Las entradas de {authority} y de {into} son ahora una sola',
    paragraphs: [
      'El registro del Pacto tenía dos entradas para la misma entidad. La entrada de {authority} se ha unido a la de {into}: su dirección lleva ahora a esta última.',
      '{reason}',
    ],
    button: 'Ver la página',
  },
  hand_over: {
    subject: 'Ser la persona de contacto de {authority} en el Pacto',
    paragraphs: [
      '{from} le pide que sea la persona de contacto de {authority} en el Pacto de ciudades y regiones para poner fin a la violencia sexual contra la infancia.',
      'Si está de acuerdo, abra la página indicada abajo y confírmelo. Recibirá entonces nuestros mensajes y mantendrá al día la página de {authority}. El enlace es válido durante 72 horas.',
      'Si no sabe de qué se trata, no haga nada.',
    ],
    button: 'Ser la persona de contacto',
  },
  hand_over_begun: {
    subject: 'Traspaso del expediente de {authority}',
    paragraphs: [
      'Ha pedido que {to} sea la persona de contacto de {authority} en el Pacto. No cambia nada hasta que la nueva persona de contacto lo confirme.',
      'Si no lo ha pedido, le rogamos que responda de inmediato a este mensaje.',
    ],
    button: 'Abrir el expediente',
  },
  handed_over: {
    subject: 'Ha cambiado la persona de contacto de {authority}',
    paragraphs: [
      '{to} es ahora la persona de contacto de {authority} en el Pacto. Este correo no recibirá más mensajes, y su nombre y su dirección se han eliminado del expediente.',
      'Gracias por lo que ha hecho por el Pacto. Si no estaba de acuerdo con este cambio, le rogamos que responda de inmediato a este mensaje.',
    ],
  },
  progress_reminder: {
    subject: '¿En qué punto están los compromisos de {authority}?',
    paragraphs: [
      'Ha pasado un año desde la última vez que {authority} informó sobre el estado de sus compromisos con el Pacto. Otras entidades aprenden de lo que funciona y de lo que resulta difícil.',
      'Solo lleva unos minutos: abra su expediente e informe de los avances.',
    ],
    button: 'Informar de los avances',
  },
  newsletter_confirm: {
    subject: 'Confirmación pendiente: noticias del Pacto',
    paragraphs: [
      'Alguien, probablemente usted, ha pedido que se envíe a este correo el boletín del Pacto de ciudades y regiones para poner fin a la violencia sexual contra la infancia.',
      'Si ha sido usted, le rogamos que lo confirme en la página indicada abajo. El enlace es válido durante 7 días.',
      'Si no ha sido usted, no haga nada: no volverá a recibir mensajes nuestros y el correo se eliminará a los 7 días.',
    ],
    button: 'Confirmar',
    footer: 'Recibe este mensaje porque este correo se indicó para el boletín del Pacto.',
  },
  newsletter_known: {
    subject: 'Ya recibe las noticias del Pacto',
    paragraphs: [
      'Alguien, probablemente usted, ha pedido que se envíe a este correo el boletín del Pacto de ciudades y regiones para poner fin a la violencia sexual contra la infancia. El correo ya está suscrito; no tiene que hacer nada.',
      'Si prefiere no recibirlo más, dese de baja en la página indicada abajo.',
    ],
    button: 'Darse de baja',
    footer: 'Recibe este mensaje porque este correo se indicó para el boletín del Pacto.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Darse de baja',
    footer:
      'Recibe este mensaje porque se suscribió al boletín del Pacto de ciudades y regiones para poner fin a la violencia sexual contra la infancia.',
  },
};
