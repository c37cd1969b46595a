import type { CourtesyMailTexts } from './texts.js';

export const pt: CourtesyMailTexts = {
  greeting: 'Bom dia, {name},',
  closing: 'O secretariado do Pacto\nCongresso dos Poderes Locais e Regionais do Conselho da Europa',
  footer:
    'Recebe esta mensagem porque este endereço foi indicado numa adesão ao Pacto das Cidades e Regiões para Acabar com a Violência Sexual contra as Crianças.',
  confirm_email: {
    subject: 'Confirme o seu endereço de correio eletrónico: adesão {reference}',
    paragraphs: [
      'Agradecemos o envio da adesão ao Pacto em nome de {authority}. A referência é {reference}.',
      'Confirme que este endereço é seu. Só depois analisamos a adesão. A ligação é válida durante 72 horas.',
      'Se não enviou nenhuma adesão, não faça nada: sem a sua confirmação, ninguém a tratará e será eliminada.',
    ],
    button: 'Confirmar o endereço',
  },
  submission_confirmed: {
    subject: 'Recebemos a sua adesão {reference}',
    paragraphs: [
      'O seu endereço de correio eletrónico está confirmado, e a adesão ao Pacto em nome de {authority} está agora no secretariado. A referência é {reference}.',
      'Respondemos em regra no prazo de dez dias úteis. Escrevemos para este endereço quando precisarmos de algo ou quando houver uma decisão.',
      'Pode acompanhar o processo a qualquer momento: abra a página abaixo e peça uma ligação de acesso.',
    ],
    button: 'Acompanhar o processo',
  },
  case_link: {
    subject: 'A sua ligação de acesso a {reference}',
    paragraphs: ['Segue a ligação para o seu processo {reference}. Funciona uma vez, no prazo de 15 minutos.', 'Se não a pediu, não faça nada.'],
    button: 'Abrir o processo',
  },
  draft_link: {
    subject: 'Continue a sua adesão {reference}',
    paragraphs: [
      'Segue a ligação para continuar a adesão ao Pacto iniciada com a referência {reference}. Funciona em qualquer dispositivo, durante 30 dias, até ao envio da adesão.',
      'Quem tiver a ligação pode ler e alterar o que já foi preenchido: partilhe-a apenas com quem o deva fazer.',
      'Se não a pediu, não faça nada.',
    ],
    button: 'Continuar a adesão',
  },
  draft_expires: {
    subject: 'A sua adesão {reference} será eliminada em {date}',
    paragraphs: [
      'A adesão ao Pacto com a referência {reference} foi iniciada mas não enviada, e há algum tempo que nada foi alterado. Em {date}, será eliminada com tudo o que foi preenchido.',
      'Para a conservar, continue-a antes desse dia.',
    ],
    button: 'Continuar a adesão',
  },
  unconfirmed_expires: {
    subject: 'A sua adesão {reference} ainda aguarda a sua confirmação',
    paragraphs: [
      'A adesão ao Pacto em nome de {authority} foi enviada, mas este endereço não foi confirmado. Sem isso, não a podemos tratar. Em {date}, será eliminada.',
      'Confirme que este endereço é seu. A ligação é válida durante 72 horas.',
      'Se não enviou nenhuma adesão, não faça nada.',
    ],
    button: 'Confirmar o endereço',
  },
  changes_requested: {
    subject: 'Complete a sua adesão {reference}',
    paragraphs: [
      'Analisámos a adesão em nome de {authority} e precisamos que altere ou acrescente o seguinte:',
      '{reason}',
      'Abra o seu processo, altere as respostas e envie-as novamente. No formulário, cada observação está junto da resposta a que se refere.',
    ],
    button: 'Abrir o processo',
  },
  resubmitted: {
    subject: 'Recebemos as suas alterações: {reference}',
    paragraphs: [
      'Agradecemos o envio. As suas alterações à adesão em nome de {authority} estão agora no secretariado. Voltamos a escrever quando houver uma decisão.',
    ],
    button: 'Acompanhar o processo',
  },
  follow_up_received: {
    subject: 'Recebemos a sua mensagem {reference}',
    paragraphs: [
      'Agradecemos. O que enviou em nome de {authority} está agora no secretariado. A referência é {reference}.',
      'A página pública fica como está até à nossa aprovação. Voltamos a escrever quando houver uma decisão.',
      'Se não enviou nada, responda de imediato a esta mensagem.',
    ],
    button: 'Acompanhar o processo',
  },
  follow_up_approved: {
    subject: 'Aprovado: {reference}',
    paragraphs: ['O que enviou em nome de {authority} foi aprovado e já está visível na página pública.', '{reason}'],
    button: 'Abrir o processo',
  },
  follow_up_rejected: {
    subject: 'Não foi possível aceitar a sua mensagem {reference}',
    paragraphs: ['Não pudemos aceitar o que enviou em nome de {authority}. A página pública fica como estava. O motivo:', '{reason}'],
    button: 'Abrir o processo',
  },
  approved: {
    subject: 'A sua adesão {reference} foi aprovada',
    paragraphs: ['A adesão ao Pacto em nome de {authority} foi aprovada. Voltamos a escrever quando for publicada no registo.', '{reason}'],
    button: 'Acompanhar o processo',
  },
  rejected: {
    subject: 'Não foi possível aceitar a sua adesão {reference}',
    paragraphs: [
      'Não pudemos aceitar a adesão em nome de {authority}. O motivo:',
      '{reason}',
      'Quando a questão estiver resolvida, pode enviar uma nova adesão, ou responder a esta mensagem.',
    ],
  },
  published: {
    subject: '{authority} está no registo do Pacto',
    paragraphs: [
      '{authority} está agora no registo público do Pacto das Cidades e Regiões para Acabar com a Violência Sexual contra as Crianças. Agradecemos a adesão.',
      'Todas as pessoas podem ver a página e os seus compromissos:',
    ],
    button: 'Ver a página',
  },
  publication_scheduled: {
    subject: '{authority} estará no registo do Pacto em {date}',
    paragraphs: ['A página de {authority} no registo público do Pacto será publicada em {date}. Voltamos a escrever nesse dia.', '{reason}'],
    button: 'Acompanhar o processo',
  },
  on_hold: {
    subject: 'A inscrição de {authority} está suspensa',
    paragraphs: ['A inscrição de {authority} no registo do Pacto está agora assinalada como suspensa. O motivo:', '{reason}'],
    button: 'Ver a página',
  },
  withdrawn: {
    subject: 'A inscrição de {authority} foi retirada',
    paragraphs: ['A inscrição de {authority} foi retirada do registo do Pacto. O motivo:', '{reason}'],
  },
  merged: {
    subject: 'As inscrições de {authority} e de {into} são agora uma só',
    paragraphs: [
      'O registo do Pacto tinha duas inscrições da mesma entidade. A inscrição de {authority} foi junta à de {into}: o seu endereço conduz agora a essa página.',
      '{reason}',
    ],
    button: 'Ver a página',
  },
  hand_over: {
    subject: 'Pedido para ser a pessoa de contacto de {authority} no Pacto',
    paragraphs: [
      '{from} pede-lhe que passe a ser a pessoa de contacto de {authority} no Pacto das Cidades e Regiões para Acabar com a Violência Sexual contra as Crianças.',
      'Se concordar, abra a página abaixo e confirme. Passará então a receber as nossas mensagens e a manter atualizada a página de {authority}. A ligação é válida durante 72 horas.',
      'Se não sabe do que se trata, não faça nada.',
    ],
    button: 'Aceitar ser a pessoa de contacto',
  },
  hand_over_begun: {
    subject: 'Está a transmitir o processo de {authority}',
    paragraphs: [
      'Pediu que {to} passe a ser a pessoa de contacto de {authority} no Pacto. Nada muda até que a nova pessoa de contacto confirme.',
      'Se não fez este pedido, responda de imediato a esta mensagem.',
    ],
    button: 'Abrir o processo',
  },
  handed_over: {
    subject: 'A pessoa de contacto de {authority} mudou',
    paragraphs: [
      '{to} é agora a pessoa de contacto de {authority} no Pacto. Este endereço deixa de receber mensagens, e o seu nome e endereço foram retirados do processo.',
      'Agradecemos o que fez pelo Pacto. Se não concordou com esta mudança, responda de imediato a esta mensagem.',
    ],
  },
  progress_reminder: {
    subject: 'Em que ponto estão os compromissos de {authority}?',
    paragraphs: [
      'Passou um ano desde que {authority} comunicou pela última vez em que ponto estão os seus compromissos no âmbito do Pacto. Outros aprendem com o que resulta e com o que é difícil.',
      'Demora poucos minutos: abra o seu processo e faça o ponto da situação.',
    ],
    button: 'Fazer o ponto da situação',
  },
  newsletter_confirm: {
    subject: 'Confirme a subscrição: notícias do Pacto',
    paragraphs: [
      'Foi pedido, provavelmente por si, que o boletim do Pacto das Cidades e Regiões para Acabar com a Violência Sexual contra as Crianças fosse enviado para este endereço.',
      'Se o pedido foi seu, confirme na página abaixo. A ligação é válida durante 7 dias.',
      'Se o pedido não foi seu, não faça nada: não voltará a receber mensagens nossas, e o endereço será apagado ao fim de 7 dias.',
    ],
    button: 'Confirmar',
    footer: 'Recebe esta mensagem porque este endereço foi indicado para o boletim do Pacto.',
  },
  newsletter_known: {
    subject: 'Já recebe as notícias do Pacto',
    paragraphs: [
      'Foi pedido, provavelmente por si, que o boletim do Pacto das Cidades e Regiões para Acabar com a Violência Sexual contra as Crianças fosse enviado para este endereço. O endereço já está subscrito; não precisa de fazer nada.',
      'Se preferir deixar de o receber, cancele a subscrição na página abaixo.',
    ],
    button: 'Cancelar a subscrição',
    footer: 'Recebe esta mensagem porque este endereço foi indicado para o boletim do Pacto.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Cancelar a subscrição',
    footer: 'Recebe esta mensagem porque subscreveu o boletim do Pacto das Cidades e Regiões para Acabar com a Violência Sexual contra as Crianças.',
  },
};
